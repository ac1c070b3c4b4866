/** The languages that customers are answered in where no model writes the answer. */
type Language = 'en' | 'vi' | 'th';

/** What can be said without looking anything up. */
type SmallTalk = 'greeting' | 'thanks' | 'parting';

/** Separated by commas, as a customer may write them. */
const phrases: Record<SmallTalk, string> = {
  greeting:
    'hi, hello, hey, hi there, hello there, good morning, good afternoon, good evening, good day, ' +
    'anybody there, is anybody there, is anyone there, chào, xin chào, chào bạn, chào shop, chào anh, ' +
    'chào chị, chào em, alo, สวัสดี, หวัดดี, ดีครับ, ดีค่ะ',
  thanks:
    'thanks, thank you, thanks a lot, thank you very much, many thanks, thx, ty, ok thanks, ok thank you, ' +
    'great thanks, perfect thanks, ok, okay, great, cảm ơn, cám ơn, cảm ơn bạn, cám ơn bạn, cảm ơn nhiều, ' +
    'cảm ơn shop, dạ, ขอบคุณ, ขอบคุณมาก, โอเค',
  parting: 'bye, goodbye, bye bye, see you, good night, tạm biệt, ลาก่อน, บ๊ายบาย',
};

const replies: Record<Language, Record<SmallTalk | 'nothingFound', string>> = {
  en: {
    greeting: 'Hello! How can I help you?',
    thanks: 'You are welcome. Is there anything else?',
    parting: 'Goodbye, and write again whenever you like.',
    nothingFound: 'I could not find that in our documents. I am asking a colleague to help you.',
  },
  vi: {
    greeting: 'Xin chào! Tôi có thể giúp gì cho bạn?',
    thanks: 'Rất vui được giúp bạn. Bạn còn cần gì nữa không?',
    parting: 'Tạm biệt bạn, hãy nhắn cho chúng tôi bất cứ lúc nào.',
    nothingFound:
      'Tôi không tìm thấy điều đó trong tài liệu của chúng tôi. Tôi đang nhờ một đồng nghiệp giúp bạn.',
  },
  th: {
    greeting: 'สวัสดีค่ะ มีอะไรให้ช่วยไหมคะ',
    thanks: 'ยินดีค่ะ มีอะไรให้ช่วยอีกไหมคะ',
    parting: 'ลาก่อนค่ะ ทักมาได้ทุกเมื่อนะคะ',
    nothingFound: 'ไม่พบเรื่องนี้ในเอกสารของเราค่ะ กำลังขอให้เพื่อนร่วมงานมาช่วยคุณค่ะ',
  },
};

/** By its letters; without accents Vietnamese may pass for English. */
function languageOf(text: string): Language {
  if (/\p{Script=Thai}/u.test(text)) return 'th';
  return /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/iu.test(
    text.normalize('NFC'),
  )
    ? 'vi'
    : 'en';
}

/** Thai's polite particles say nothing. */
const fold = (text: string) =>
  text
    .normalize('NFC')
    .toLocaleLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s]/gu, '')
    .replaceAll(/(ครับ|ค่ะ|คะ|จ้า|นะ)$/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

const kinds = new Map(
  (['greeting', 'thanks', 'parting'] as const).flatMap((kind) =>
    phrases[kind].split(', ').map((phrase) => [fold(phrase), kind] as const),
  ),
);

/** A customer's hello, thanks or goodbye is answered in kind; null for all that has to be looked up. */
export function replyToSmallTalk(text: string): string | null {
  const kind = kinds.get(fold(text));
  return kind ? replies[languageOf(text)][kind] : null;
}

/** What a customer is told where the documents are silent, and a person is called. */
export const nothingForCustomer = (question: string): string =>
  replies[languageOf(question)].nothingFound;
