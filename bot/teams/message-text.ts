import { Tokenizer } from "htmlparser2";

/** The body of a message as Teams hands it over. */
export interface MessageBody {
  /** `html`, or `text` where nothing is markup. */
  contentType?: string | null | undefined;
  content?: string | null | undefined;
}

/**
 * The words of a message in Teams, line by line. Who is mentioned, and who is quoted, is left out; what was quoted stays.
 * One pass: the time is proportional to the length, whatever is written.
 */
export function messageText({ content, contentType }: MessageBody): string {
  const said = content ?? "";
  const words = wordsOfHtml(contentType === "html" ? said : typed(said, contentType === "text" ? /</g : noTag));
  return words.replaceAll(/\s+/g, (gap) => (/[\n\r]/.test(gap) ? "\n" : " ")).trim();
}

/** What Teams adds to words that are written to the bot: its own name, a quote, a paragraph, a space that does not break. */
const added = /<(?:at|p|div|span|br|quoted|blockquote|attachment)\b|&(?:\w+|#\w+);/i;

/** The words of somebody who writes to the bot; they come as they were typed, but for what Teams adds to them. */
export function wordsSaid(text: string): string {
  return added.test(text) ? messageText({ content: text }) : text;
}

/** Where no tag as Teams writes it begins, such as in `<b og` and `<3`. No attribute reaches over another tag, so that each letter is read once or twice. */
const noTag =
  /<(?!\/?(?:at|p|div|span|br|a|b|i|u|s|em|strong|ul|ol|li|pre|code|table|tbody|tr|td|th|h[1-6]|img|emoji|blockquote|quoted|attachment|readonly)(?:\s+[\w:-]+="[^"<>]*")*\s*\/?>)/gi;

/** Typed words as HTML: what `signs` finds was typed, and so was a `&` that begins no entity. */
function typed(text: string, signs: RegExp): string {
  return text.replaceAll(/&(?!#?\w{1,31};)/g, "&amp;").replaceAll(signs, "&lt;");
}

const breaking = new Set(
  "address article blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul".split(
    " ",
  ),
);
const spacing = new Set(["td", "th"]);
/** Not words of the message: mentions, Skype's line above a quote, and what no reader sees. */
const leftOut = new Set(["at", "legacyquote", "quoted", "script", "style"]);
/** What Teams calls the author and the time of a quoted message. */
const aboutTheQuote = new Set(["mri", "time"]);

/**
 * The tokenizer and not the parser around it, which looks for each closing tag among all that are open: 200 KB of opened tags
 * cost it more than a second.
 */
function wordsOfHtml(html: string): string {
  const words: string[] = [];
  let name = "";
  let attribute = "";
  let attributes = new Map<string, string>();
  /** What is being left out, and how many words there were before it; kept after all when it never ends. */
  let unread: { name: string; from: number; depth: number } | null = null;

  const opened = () => {
    if (breaking.has(name)) words.push("\n");
    if (spacing.has(name)) words.push(" ");
    if (name === "emoji" || kindOf(attributes) === "Emoji") words.push(attributes.get("alt") ?? "");
    if (unread?.name === name) unread.depth += 1;
    if (unread === null && isLeftOut(name, attributes)) unread = { name, from: words.length, depth: 1 };
  };
  const closed = (closing: string) => {
    if (unread?.name === closing) unread.depth -= 1;
    if (unread?.depth === 0) {
      words.length = unread.from;
      // What stood on both sides of a name is two words.
      words.push(" ");
      unread = null;
    }
    if (breaking.has(closing)) words.push("\n");
  };
  const addToAttribute = (more: string) => attributes.set(attribute, (attributes.get(attribute) ?? "") + more);

  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => void words.push(html.slice(start, end)),
      ontextentity: (codePoint) => void words.push(String.fromCodePoint(codePoint)),
      onopentagname(start, end) {
        name = html.slice(start, end).toLowerCase();
        attributes = new Map();
      },
      onattribname(start, end) {
        attribute = html.slice(start, end).toLowerCase();
      },
      onattribdata: (start, end) => void addToAttribute(html.slice(start, end)),
      onattribentity: (codePoint) => void addToAttribute(String.fromCodePoint(codePoint)),
      onattribend() {},
      onopentagend: opened,
      onselfclosingtag() {
        opened();
        closed(name);
      },
      onclosetag: (start, end) => closed(html.slice(start, end).toLowerCase()),
      oncomment() {},
      oncdata() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return words.join("");
}

function isLeftOut(name: string, attributes: ReadonlyMap<string, string>): boolean {
  return leftOut.has(name) || kindOf(attributes) === "Mention" || aboutTheQuote.has(attributes.get("itemprop") ?? "");
}

/** `Reply`, `Mention` or `Emoji`: the last part of `http://schema.skype.com/…`. */
function kindOf(attributes: ReadonlyMap<string, string>): string | undefined {
  return attributes.get("itemtype")?.split("/").at(-1);
}
