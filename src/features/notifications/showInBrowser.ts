type Shown = { id: string; title: string; body: string; onOpen: () => void };

/**
 * A notification of the browser; a click comes back to this tab and opens it. Returns what takes it away. The
 * same `id` again takes the place of the first.
 */
export function showInBrowser({ id, title, body, onOpen }: Shown): () => void {
  try {
    const shown = new window.Notification(title, { body, tag: id });
    shown.addEventListener('click', () => {
      window.focus();
      shown.close();
      onOpen();
    });
    return () => shown.close();
  } catch {
    // Android's browsers let only a service worker show one.
    return () => {};
  }
}
