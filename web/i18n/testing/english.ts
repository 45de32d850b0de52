import { setLanguage } from '..';

/* Tests of what people read begin in English, as the app does once its language is loaded. */
await setLanguage('en');
