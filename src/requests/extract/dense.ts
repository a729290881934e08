/** Institutions in scripts without capitals, some without spaces: Chinese, Japanese, Korean, Arabic. */
import type { Span } from './names.ts';

const HAN =
  /[\p{Script=Han}\p{Script=Katakana}ーA-Za-z]{2,24}(?:大学|大學|学院|學院|研究所|研究院|研究機構|公司|会社|实验室|實驗室|研究室|医院|醫院|病院|中学|高校|高専|センター|系(?![列统統])|中心(?!的)|研究科|学部|機構|局(?![面部势限])|集团|集團|银行|銀行|天文台|气象台|博物馆|图书馆|博物館)(?:[\s　]?[\p{Script=Han}\p{Script=Katakana}ー]{1,16}(?:学院|學院|研究所|研究院|实验室|研究室|系|中心|研究科|学部|学科|センター|所(?![以有在])))?/gu;
/** What stands before an institution without a space: "我是", "目前在", "就读于". */
const HAN_LEAD =
  /^.*(?:我是|我叫[\p{Script=Han}]{2,4}|本人是|本人|目前|现在|是|在|来自|來自|就读于|就讀於|任职于|工作于|现为|于)(?=\p{Script=Han}{3})/u;
const HANGUL =
  /[\p{Script=Hangul}A-Za-z]{2,20}(?:대학교|대학원|대학|연구원|연구소|기술원|과학원|병원|센터|전자|공사|재단|주식회사)(?:\s[\p{Script=Hangul}]{2,10}(?:학과|학부|연구실|연구소|대학원)(?!\p{Script=Hangul}))?|(?:[\p{Script=Hangul}A-Z]{2,12}\s)?[\p{Script=Hangul}]{2,12}(?:학과|학부|연구실)(?!\p{Script=Hangul})/gu;
const ARABIC =
  /(?<!\p{Script=Arabic})(?:جامعة|الجامعة|معهد|المعهد|مركز|المركز|مدرسة|المدرسة|الكلية|المستشفى|الشركة|كلية|مستشفى|شركة|مختبر|مدينة الملك|أكاديمية|وزارة)(?:\s(?!في |من |على |عن |مع |إلى |حيث |و(?!ا?ل)|أ)\p{Script=Arabic}{2,16}){1,4}/gu;

/** All of them, in order; each with its unit where one follows directly. */
export function findDense(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(HAN)) {
    const leading = HAN_LEAD.exec(match[0])?.[0].length ?? 0;
    if (match[0].length - leading > 2)
      spans.push({ from: match.index + leading, to: match.index + match[0].length });
  }
  for (const pattern of [HANGUL, ARABIC])
    for (const match of text.matchAll(pattern))
      spans.push({ from: match.index, to: match.index + match[0].length });
  return spans.toSorted((a, b) => a.from - b.from);
}
