/** Opens the search on this page and shows it. */
export function goToSearch(): void {
  const search = document.getElementById('search');
  if (search instanceof HTMLDetailsElement) search.open = true;
  search?.scrollIntoView({ block: 'start' });
  search?.querySelector<HTMLElement>('summary')?.focus({ preventScroll: true });
}
