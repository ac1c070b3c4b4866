import { expect, test } from 'vitest';
import { nothingForCustomer, replyToSmallTalk } from '#domain/answering/customerReplies.ts';

test.each([
  ['Hello!', 'Hello! How can I help you?'],
  ['  thank you very much :) ', 'You are welcome. Is there anything else?'],
  ['Xin chào', 'Xin chào! Tôi có thể giúp gì cho bạn?'],
  ['Cảm ơn bạn!', 'Rất vui được giúp bạn. Bạn còn cần gì nữa không?'],
  ['สวัสดีครับ', 'สวัสดีค่ะ มีอะไรให้ช่วยไหมคะ'],
  ['ขอบคุณค่ะ', 'ยินดีค่ะ มีอะไรให้ช่วยอีกไหมคะ'],
  ['bye', 'Goodbye, and write again whenever you like.'],
])('%s is answered in kind', (text, reply) => {
  expect(replyToSmallTalk(text)).toBe(reply);
});

test.each(['Hello, where is my refund?', 'Refund', 'chào giá', 'สวัสดี ร้านเปิดกี่โมง', '?', ''])(
  '%s has to be looked up',
  (text) => {
    expect(replyToSmallTalk(text)).toBeNull();
  },
);

test('a customer hears in their own language that a person is called', () => {
  const all = ['Where is it?', 'Đơn hàng của tôi đâu?', 'ของฉันอยู่ไหน'].map(nothingForCustomer);
  expect(new Set(all).size).toBe(3);
  expect(all[1]).toMatch(/đồng nghiệp/);
});
