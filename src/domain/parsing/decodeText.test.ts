import { expect, test } from 'vitest';
import { decodeText } from '#domain/parsing/decodeText.ts';

const texts = {
  th: 'พนักงานประจำมีสิทธิลาพักร้อนปีละสิบสองวัน และลาป่วยได้เท่าที่ป่วยจริง โดยต้องแจ้งหัวหน้างานก่อนเวลาเก้านาฬิกา ค่าใช้จ่ายในการเดินทางเบิกได้ภายในสามสิบวัน',
  vi: 'Nhân viên chính thức được hưởng mười bốn ngày nghỉ phép có lương mỗi năm. Đơn xin nghỉ phải được trưởng phòng duyệt trước bảy ngày, trừ trường hợp khẩn cấp.',
  ja: '正社員には年に二十日の有給休暇があります。休暇の申請は、緊急の場合を除き、七日前までに上司の承認を受けてください。出張の費用は三十日以内に精算します。',
  zh: '正式员工每年享有十四天带薪年假。除紧急情况外，休假申请须提前七天由部门经理批准。出差费用应在三十天内报销，并附上发票原件。',
  tw: '正式員工每年享有十四天帶薪年假。除緊急情況外，休假申請須提前七天由部門經理批准。出差費用應在三十天內報銷，並附上發票原件。',
  ko: '정규직 직원은 해마다 십사 일의 유급 휴가를 받습니다. 긴급한 경우를 제외하고 휴가는 칠 일 전까지 팀장의 승인을 받아야 합니다. 출장비는 삼십 일 안에 정산합니다.',
  ru: 'Штатные сотрудники получают двадцать восемь дней оплачиваемого отпуска в год. Заявление подписывает начальник отдела не позднее чем за две недели до начала отпуска.',
  fr: 'Les salariés à temps plein reçoivent vingt-sept jours de congés payés par année civile. Après cinq ans, ils en reçoivent trente ; la demande est signée « à l’avance ».',
  de: 'Vollzeitkräfte erhalten jährlich siebenundzwanzig Urlaubstage. Anträge müssen spätestens zwei Wochen vorher genehmigt werden, außer in dringenden Fällen.',
};

/** Made by iconv from the texts above. */
const encoded = [
  [
    'TIS-620',
    'th',
    'vrnRoafSubvD0KjTwdXK1Le41MXSvtGhw+nNubvVxdDK1LrKzafH0bkg4cXQxdK76MfC5LTp4Lfo0rfV6Lvox8Kow9SnIOK0wrXpzafhqOmny9HHy7np0qfSuaHozbngx8XS4KHp0rnSzNSh0iCk6NLjqumo6NLC47mh0sPgtNS5t9Kn4LrUoeS06cDSwuO5ytLBytS6x9G5',
  ],
  [
    'windows-1258',
    'vi',
    'TmjibiB2aepuIGNo7W5oIHRo/exjIPD99fJjIGj99dJuZyBt/fXMaSBi9OxuIG5n4HkgbmdoadIgcGjpcCBj8yBs/fVuZyBt9N5pIG7jbS4g0PVuIHhpbiBuZ2hp0iBwaGHSaSDw/fXyYyB0cv310m5nIHBob8xuZyBkdXnq8nQgdHL99exjIGJh0nkgbmfgeSwgdHL9zCB0cv31zG5nIGj18nAga2ji0m4gY+LscC4=',
  ],
  [
    'Shift_JIS',
    'ja',
    'kLOO0Ij1gsmCzZROgsmT8Y9ck/qCzJdMi4uLeInJgqqCoILogtyCt4FCi3iJyYLMkFyQv4LNgUGL2Yt9gsyP6o2HgvCPnIKrgUGOtZP6kU+C3ILFgsmP445pgsyPs5RGgvCO84KvgsSCrYK+grOCooFCj2+So4LMlO+XcILNjk+PXJP6iMiT4ILJkLiOWoK1gtyCt4FC',
  ],
  [
    'EUC-JP',
    'ja',
    'wLW80rD3pMukz8evpMvG8729xvykzs2tteu12bLLpKykoqTqpN6kuaGjtdmyy6TOv73AwaTPoaK227XepM6+7LnnpPK9/KStoaK8t8b8wbCk3qTHpMu+5bvKpM6+tcenpPK89aSxpMakr6TApLWkpKGjvdDEpaTOyPHN0aTPu7C9vcb8sMrG4qTLwLq7u6S3pN6kuaGj',
  ],
  [
    'GB18030',
    'zh',
    '1f3KvdSxuaTDv8Tqz+3T0Mquy8TM7LT40L3E6rzZoaOz/b30vLHH6b/2zeKjrNDdvNnJ6sfr0OvM4cewxt/M7NPJsr/Dxb6twO3F+te8oaOz9rLut9HTw9Om1NrI/cquzOzE2rGoz/qjrLKiuL3Jz7eixrHUrbz+oaM=',
  ],
  [
    'Big5',
    'tw',
    'pb+moa37pHWoQ6Z+qMmms6RRpXyk0bFhwX6mfrCyoUOwo7ryq+axoapwpX6hQaXwsLKl073Qtre0o6tlpEOk0aXRs6Gq+bhnsnqn5a3joUOlWK50tk+lzsCzpmKkVKRRpNGkurP4vlChQajDqv6kV7Vvsryt7KXzoUM=',
  ],
  [
    'EUC-KR',
    'ko',
    'waSx1MH3IMH3v/jAuiDH2Li2tNkgvcq75yDAz8DHIMCvsd4gyN6wobimILnevcC0z7TZLiCx5LHex9EgsOa/7LimIMGmv9zHz7DtIMjesKG0wiDEpSDAzyDA/LHuwfYgxsDA5cDHIL3CwM7AuyC53r7Gvt8gx9W0z7TZLiDD4sDluvG0wiC7773KIMDPIL7Iv6EgwaS76sfVtM+02S4=',
  ],
  [
    'windows-1251',
    'ru',
    '2PLg8u375SDx7vLw8+Tt6OroIO/u6/P34P7yIOTi4OT24PL8IOLu8eXs/CDk7eXpIO7v6+D36OLg5ezu4+4g7vLv8/Hq4CDiIOPu5C4gx+D/4uvl7ejlIO/u5O/o8fvi4OXyIO3g9+Dr/O3o6iDu8uTl6+Ag7eUg7+7n5O3l5SD35ewg5+Ag5OLlIO3l5OXr6CDk7iDt4Pfg6+Ag7vLv8/Hq4C4=',
  ],
  [
    'KOI8-R',
    'ru',
    '+9TB1M7ZxSDTz9TS1cTOycvJINDPzNXewcDUIMTXwcTDwdTYINfP08XN2CDEzsXKIM/QzMHeydfBxc3Px88gz9TQ1dPLwSDXIMfPxC4g+sHR18zFzsnFINDPxNDJ09nXwcXUIM7B3sHM2M7JyyDP1MTFzMEgzsUg0M/axM7FxSDexc0g2sEgxNfFIM7FxMXMySDEzyDOwd7BzMEgz9TQ1dPLwS4=',
  ],
  [
    'windows-1252',
    'fr',
    'TGVzIHNhbGFyaelzIOAgdGVtcHMgcGxlaW4gcmXnb2l2ZW50IHZpbmd0LXNlcHQgam91cnMgZGUgY29uZ+lzIHBheelzIHBhciBhbm7pZSBjaXZpbGUuIEFwcuhzIGNpbnEgYW5zLCBpbHMgZW4gcmXnb2l2ZW50IHRyZW50ZSA7IGxhIGRlbWFuZGUgZXN0IHNpZ27pZSCrIOAgbJJhdmFuY2Uguy4=',
  ],
  [
    'ISO-8859-1',
    'de',
    'Vm9sbHplaXRrcuRmdGUgZXJoYWx0ZW4gauRocmxpY2ggc2llYmVudW5kendhbnppZyBVcmxhdWJzdGFnZS4gQW50cuRnZSBt/HNzZW4gc3DkdGVzdGVucyB6d2VpIFdvY2hlbiB2b3JoZXIgZ2VuZWhtaWd0IHdlcmRlbiwgYXXfZXIgaW4gZHJpbmdlbmRlbiBG5GxsZW4u',
  ],
] as const;

test.each(encoded)(
  'a paragraph in %s is read, alone and among ASCII',
  (_name, language, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    expect(decodeText(bytes)?.normalize('NFC')).toBe(texts[language]);
    const table = Buffer.concat([Buffer.from('id,note\n1,"'), bytes, Buffer.from('"\n2,none\n')]);
    expect(decodeText(table)?.normalize('NFC')).toBe(`id,note\n1,"${texts[language]}"\n2,none\n`);
  },
);

test.each(
  Object.values({
    ...texts,
    en: 'Employees have 27 days.',
    mixed: 'A naïve word, 中, among plain ones.',
  }),
)('UTF-16 without a mark: %s', (text) => {
  const lines = `${text}\n1. ${text}\n`;
  const bytes = Buffer.from(lines.repeat(3), 'utf16le');
  expect(decodeText(bytes)).toBe(lines.repeat(3));
  expect(decodeText(bytes.swap16())).toBe(lines.repeat(3));
});

test.each([
  ['numbers of two bytes', Buffer.from(Uint16Array.from({ length: 400 }, (_, at) => at).buffer)],
  [
    'numbers of four bytes',
    Buffer.from(Uint32Array.from({ length: 400 }, (_, at) => at + 65).buffer),
  ],
  ['strings with zeros between', Buffer.from('register_callback\0string_append\0'.repeat(40))],
  ['half a surrogate', Buffer.from(`a\ud800b and more`, 'utf16le')],
  ['UTF-16 that is cut within a character', Buffer.from('Employees', 'utf16le').subarray(1)],
  ['a zero in a text', Buffer.from('Employees have\0 27 days.')],
])('%s are no text', (_name, bytes) => {
  expect(decodeText(bytes)).toBe(null);
});

/** Too short to be told by its looks. */
const price = Buffer.from('d6e5ede0', 'hex');
const after = (start: string, bytes: Uint8Array = price) =>
  decodeText(Buffer.concat([Buffer.from(start), bytes]));

test.each([
  '<meta charset="windows-1251"><p>',
  '<!doctype html>\n<html><head><META content="text/html; charset=cp1251" http-equiv=Content-Type><p>',
  '<?xml version="1.0" encoding="windows-1251"?><p>',
  '<!-- <meta charset="utf-8"> --><meta charset=windows-1251><p>',
])('markup is read in the encoding that it states: %s', (start) => {
  expect(after(start)).toBe(`${start}Цена`);
});

test('a server’s word counts more than the page’s, and a mark more than both', () => {
  const start = '<meta charset="koi8-r"><p>';
  const bytes = Buffer.concat([Buffer.from(start), price]);
  expect(decodeText(bytes, 'windows-1251')).toBe(`${start}Цена`);
  expect(decodeText(Buffer.from(`\ufeff${start}Цена`), 'windows-1251')).toBe(`${start}Цена`);
  expect(decodeText(price, 'windows-1251')).toBe('Цена');
});

test('what is stated is not believed where it cannot be, nor outside of the beginning of markup', () => {
  const utf8 = Buffer.from('Цена');
  for (const start of [
    'How to: <meta charset="windows-1251">',
    `<p>${'x'.repeat(1_100)}<meta charset="windows-1251">`,
    '<meta charset="utf-16"><p>',
    '<meta charset="x-unheard-of"><p>',
  ])
    expect(after(start, utf8)).toBe(`${start}Цена`);
  const french = Buffer.from('d\xe9j\xe0 vu, tr\xe8s cher', 'latin1');
  expect(after('<meta charset="utf-8"><p>', french)).toContain('déjà vu, très cher');
});

test('a word without an end is not read over and over', () => {
  const startedAt = performance.now();
  for (const letters of ['\xe9', 'a\xc9', '\xff\xdf', 'aaa\xe9'])
    decodeText(Buffer.from(letters.repeat(30_000), 'latin1'));
  decodeText(Buffer.from('\u044f\u042f'.repeat(30_000) + 'aa '.repeat(9), 'utf16le'));
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('ISO-2022-JP is told by its escape sequences, however short', () => {
  const greeting = Buffer.from('Re: \u001b$B$*855$$G$9$+\u001b(B?', 'latin1');
  expect(decodeText(greeting)).toBe('Re: お元気ですか?');
  const binary = Buffer.from('\u001b$B$*\u0000\u0001\u0002\u00ff', 'latin1');
  expect(decodeText(binary)).toBe(null);
});
