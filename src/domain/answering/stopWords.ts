/**
 * Words that ask or join, and so tell nothing of what is asked about, as `terms.ts` sees them: in lower case,
 * and in English before stemming.
 */
const lists = [
  'a about also am an and any are as at be been but by can could did do does explain for from get give had happen happens has have how i if in into is it its know long ' +
    'me may mean means many might much must my no not of on one or our out over please should so some tell than that the their them then there ' +
    'these they this those to under was we were what when where which while who whom whose why will with would you your',
  'ai anh ấy bao bạn bằng bị biết bởi các cái cần cho chỉ chiếc chị chúng có còn con của cũng cùng cuộc dạng do dù dưới đã đang đâu đây để đến ' +
    'đi điều đó đối được gì giữa hãy hay hiện hoặc hơn khi không khác kia là lại làm lên loại lúc mà mấy mình mỗi một này nào năm nên nếu ngoài người nhiêu ' +
    'nhiều như những nhưng nó nói nơi ông ở phải qua ra rằng rất rồi sao sau sẽ số sự ta tại tất theo thế thì thứ tôi trên trong trước từ tới tuy và vào ' +
    'vài vẫn vậy về vì việc vẻ với vừa xin xuống',
  'อะไร ใคร ที่ไหน เมื่อไหร่ เมื่อไร เมื่อใด เมื่อ อย่างไร อย่าง ทำไม เท่าไหร่ เท่าไร เท่าใด เท่า กี่ ใด ไหน ไร หรือไม่ หรือ ไม่ บ้าง คือ ที่ ได้ เป็น มี ของ ใน และ การ ' +
    'ความ จะ ให้ กับ แก่ จาก โดย ว่า ไป มา นี้ นั้น ก็ อยู่ แล้ว ถูก ซึ่ง ต่อ ตาม เพื่อ แต่ ฉัน ผม คุณ เรา เขา มัน ครับ คะ ค่ะ ล่ะ ด้วย บน จำนวน ทั้ง กว่า แบบ ชนิด ประเภท ' +
    'หนึ่ง คน ยัง ต้อง ควร ช่วย บอก ตัว สิ่ง เพราะ เหตุใด ถึง ระหว่าง',
  '的 了 是 在 和 与 及 或 有 也 都 就 而 被 把 将 从 到 对 对于 于 关于 中 上 下 里 内 之 以 为 为了 因 因为 由 由于 所 其 它 他 她 它们 他们 我 我们 你 你们 您 这 那 该 此 ' +
    '这个 那个 这些 那些 什么 什麽 甚麼 谁 哪 哪个 哪些 哪里 哪儿 哪种 哪一 哪位 何 何时 何地 何种 多少 几 多 多大 多久 多长 多远 如何 怎么 怎样 为什么 为何 吗 呢 吧 啊 个 种 位 名 次 一 一个 一种 ' +
    '些 可以 可 能 能够 会 要 应 应该 请 请问 时候 时 后 前 年 不 没有 没 还 又 并 并且 等 着 过 给 让 使 用 向 比 最 更 很 叫 做 称 称为 属于 是否 之间 来自',
  'の は が を に で と も へ や か から まで より です ます でし まし した する して いる ある なる こと もの これ それ あれ どの どれ どこ だれ 誰 何 なに いつ いくつ いくら なぜ どう どのよう どんな ' +
    'ください 何日 何人 的 ない た て だ な',
];

export const stopWords: ReadonlySet<string> = new Set(
  lists.flatMap((list) => list.split(' ')).map((word) => word.normalize('NFKC')),
);
