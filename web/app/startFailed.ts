/*
 * What is shown where the app's words cannot be fetched: so they stand here, in both languages.
 */

const WORDS = {
  en: {
    title: 'Moderato could not be loaded',
    text: 'A part of it did not arrive. What is kept on this device is untouched. Check the network, then try again.',
    again: 'Try again',
  },
  ru: {
    title: 'Moderato не загрузился',
    text: 'Часть приложения не пришла по сети. То, что хранится на этом устройстве, цело. Проверьте сеть и попробуйте ещё раз.',
    again: 'Ещё раз',
  },
} as const;

/** Fills `root` with the sentence and a button that loads the page again. */
export function showStartFailed(root: HTMLElement, language: keyof typeof WORDS): void {
  const { title, text, again } = WORDS[language];
  document.documentElement.lang = language;
  const element = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, content: string) =>
    Object.assign(document.createElement(tag), { textContent: content });
  const main = document.createElement('main');
  main.className = 'start-failed';
  main.setAttribute('role', 'alert');
  const button = element('button', again);
  button.type = 'button';
  button.className = 'btn main';
  button.addEventListener('click', () => location.reload());
  main.append(element('h1', title), element('p', text), button);
  root.replaceChildren(main);
}
