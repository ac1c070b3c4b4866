// @ts-check
/**
 * What a company's page loads to have the chat in a corner: a button, and on opening a frame with
 * `/chat/<key>`. `src/http/embed.ts` serves it as it stands here, wrapped in a function. The two pages talk by
 * `src/features/chat/hostMessages.ts`; who the customer is and which page they are on goes that way, never in
 * the frame's address. Styles are set through the CSSOM, which a strict policy of the page allows.
 */

const styles = `
:host { all: initial; }
.launcher, .panel { position: fixed; z-index: 2147483000; right: max(16px, env(safe-area-inset-right)); }
.launcher { bottom: max(16px, env(safe-area-inset-bottom)); width: 56px; height: 56px; padding: 0; border: 0;
  border-radius: 50%; background: #00665e; color: #fff; cursor: pointer; display: grid; place-items: center;
  box-shadow: 0 4px 16px rgb(0 0 0 / 0.24); transition: background 0.15s; }
.launcher:hover { background: #00574f; }
.launcher:focus-visible { outline: 3px solid #0b7f75; outline-offset: 3px; }
.launcher svg { width: 26px; height: 26px; }
.badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px;
  box-sizing: border-box; border-radius: 11px; border: 2px solid #fff; background: #b3261e; color: #fff;
  font: 600 12px/18px system-ui, sans-serif; text-align: center; }
.badge[hidden] { display: none; }
.panel { bottom: calc(max(16px, env(safe-area-inset-bottom)) + 72px); width: min(400px, calc(100vw - 32px));
  height: min(660px, calc(100dvh - 112px)); border-radius: 16px; overflow: hidden; background: Canvas;
  box-shadow: 0 12px 40px rgb(0 0 0 / 0.28), 0 0 0 1px rgb(0 0 0 / 0.08);
  visibility: hidden; opacity: 0; transform: translateY(8px); }
.open .panel { visibility: visible; opacity: 1; transform: none; transition: opacity 0.15s, transform 0.15s; }
iframe { width: 100%; height: 100%; border: 0; display: block; }
@media (max-width: 480px), (max-height: 480px) {
  .panel { inset: 0; width: 100%; height: 100dvh; border-radius: 0; box-shadow: none; }
  .open .launcher { display: none; }
}
@media (prefers-reduced-motion: reduce) { .launcher, .open .panel { transition: none; } }
`;

const icons = {
  chat: 'M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.9-.9L3 20.5l1.6-4.4A8 8 0 0 1 3 11.5 8.7 8.7 0 0 1 12 3a8.7 8.7 0 0 1 9 8.5Z',
  close: 'M6 9l6 6 6-6',
};

const wordsOf = {
  en: { chat: 'Chat', open: 'Open chat', close: 'Close chat', unread: 'unread' },
  vi: {
    chat: 'Trò chuyện',
    open: 'Mở cuộc trò chuyện',
    close: 'Đóng cuộc trò chuyện',
    unread: 'chưa đọc',
  },
  th: { chat: 'แชต', open: 'เปิดแชต', close: 'ปิดแชต', unread: 'ยังไม่ได้อ่าน' },
};
/** As the frame chooses: the first of the visitor's languages that is one of ours. */
const language = navigator.languages
  .map((each) => each.slice(0, 2))
  .find((each) => each in wordsOf);
const words = language === 'vi' || language === 'th' ? wordsOf[language] : wordsOf.en;

/** @param {HTMLScriptElement} script */
function readSettings(script) {
  const { key = '', userId, userHash, name, email } = script.dataset;
  const identity =
    userId && userHash
      ? {
          user_id: userId,
          hash: userHash,
          display_name: name || undefined,
          email: email || undefined,
        }
      : undefined;
  return { key, identity, origin: new URL(script.src).origin };
}

/** Storage may be forbidden; then nothing is remembered. @param {string} key */
function rememberIn(key) {
  return {
    has() {
      try {
        return localStorage.getItem(key) !== null;
      } catch {
        return false;
      }
    },
    put() {
      try {
        localStorage.setItem(key, '1');
      } catch {
        // Then the frame is loaded when the chat is opened.
      }
    },
  };
}

/** @template {keyof HTMLElementTagNameMap} Name @param {Name} name @param {string} className */
function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

function createIcon() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  for (const [name, value] of Object.entries({
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  }))
    svg.setAttribute(name, value);
  svg.append(path);
  return { svg, path };
}

/** The button, the panel that holds the frame, and how both look. */
function createView() {
  const host = document.createElement('div');
  host.setAttribute('role', 'region');
  host.setAttribute('aria-label', words.chat);
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const box = element('div', '');
  const panel = element('div', 'panel');
  const launcher = element('button', 'launcher');
  const badge = element('span', 'badge');
  const { svg, path } = createIcon();
  launcher.type = 'button';
  badge.setAttribute('aria-hidden', 'true');
  launcher.append(svg, badge);
  box.append(panel, launcher);
  root.append(box);
  /** @param {{ isOpen: boolean, unread: number }} state */
  const show = ({ isOpen, unread }) => {
    box.className = isOpen ? 'open' : '';
    path.setAttribute('d', isOpen ? icons.close : icons.chat);
    badge.hidden = isOpen || unread === 0;
    badge.textContent = unread > 9 ? '9+' : String(unread);
    const news = unread > 0 ? `, ${unread} ${words.unread}` : '';
    launcher.setAttribute('aria-label', isOpen ? words.close : `${words.open}${news}`);
    launcher.setAttribute('aria-expanded', String(isOpen));
  };
  return { host, panel, launcher, show };
}

/** On a phone the chat covers the page, which must not scroll behind it. @param {boolean} isOpen */
function holdPage(isOpen) {
  const isCovered = isOpen && matchMedia('(max-width: 480px), (max-height: 480px)').matches;
  document.documentElement.style.overflow = isCovered ? 'hidden' : '';
}

/** @param {ReturnType<typeof readSettings>} settings */
function start({ key, identity, origin }) {
  const { host, panel, launcher, show } = createView();
  const conversation = rememberIn(`parley-chat-${key}`);
  const state = { isOpen: false, unread: 0, isReady: false };
  /** @type {HTMLIFrameElement | null} */
  let frame = null;

  /** @param {object} message */
  const tell = (message) => {
    if (state.isReady)
      frame?.contentWindow?.postMessage({ from: 'parley-embed', ...message }, origin);
  };
  const tellPage = () =>
    tell({ type: 'page', page_url: location.href, is_shown: state.isOpen, identity });
  const load = () => {
    if (frame) return;
    frame = element('iframe', '');
    frame.title = words.chat;
    // By it the frame knows whom it may talk to, whatever the page's own policy is.
    frame.referrerPolicy = 'origin';
    frame.src = `${origin}/chat/${encodeURIComponent(key)}?embedded=1`;
    panel.append(frame);
  };
  /** @param {boolean} isOpen */
  const setOpen = (isOpen) => {
    state.isOpen = isOpen;
    show(state);
    holdPage(isOpen);
    if (isOpen) load();
    tellPage();
    if (isOpen) frame?.focus();
    else launcher.focus();
  };

  launcher.addEventListener('click', () => setOpen(!state.isOpen));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.isOpen && !event.defaultPrevented) setOpen(false);
  });
  addEventListener('message', (event) => {
    if (event.origin !== origin || !frame || event.source !== frame.contentWindow) return;
    /** @type {unknown} */
    const data = event.data;
    if (typeof data !== 'object' || data === null || !('type' in data)) return;
    if (data.type === 'ready') {
      state.isReady = true;
      tellPage();
    } else if (data.type === 'close' && state.isOpen) setOpen(false);
    else if (data.type === 'state' && 'unread' in data && 'has_conversation' in data) {
      state.unread = Number(data.unread) || 0;
      if (data.has_conversation === true) conversation.put();
      show(state);
    }
  });
  show(state);
  document.body.append(host);
  // What was written before may have been answered.
  if (conversation.has()) load();
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement && script.dataset['key']) {
  const settings = readSettings(script);
  if (document.body) start(settings);
  else addEventListener('DOMContentLoaded', () => start(settings), { once: true });
}
