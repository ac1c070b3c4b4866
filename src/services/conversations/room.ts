/** Where a conversation's activity is heard. */
export const conversationRoom = (conversationId: string) => `conversation:${conversationId}`;
