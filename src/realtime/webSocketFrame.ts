/**
 * A final, unmasked text frame, as a server sends it.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export function webSocketFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const extra = length < 126 ? 0 : length < 0x1_0000 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + extra + length);
  frame[0] = 0x81;
  frame[1] = extra === 0 ? length : extra === 2 ? 126 : 127;
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, 2 + extra);
  return frame;
}
