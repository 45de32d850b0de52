// Before the first paint: the theme a visitor chose, so that the page never flashes the other one.
// What else settings mean is in web/stores/settings.ts, which writes this key.
try {
  const { theme } = JSON.parse(localStorage.getItem('moderato.settings') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked or not ours: the system's theme it is.
}
