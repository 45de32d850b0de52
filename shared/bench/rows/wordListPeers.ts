import { Profanity } from '@2toad/profanity';
import { AllProfanity } from 'allprofanity';
import BadWordsNext from 'bad-words-next';
import english from 'bad-words-next/lib/en';
import russian from 'bad-words-next/lib/ru';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import type { Flagger } from './peers';

/** Word lists from npm as their documentation sets them up, in English and, where they have it, Russian. */
export function wordListPeers(): Flagger[] {
  const obscenity = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
  const badWords = new BadWordsNext({ data: english });
  badWords.add(russian);
  const profanity = new Profanity({ languages: ['en', 'ru'] });
  const allProfanity = new AllProfanity({ silent: true });
  return [
    { name: 'obscenity', flags: (text) => obscenity.hasMatch(text) },
    { name: 'bad-words-next', flags: (text) => badWords.check(text) },
    { name: '@2toad/profanity', flags: (text) => profanity.exists(text) },
    { name: 'allprofanity', flags: (text) => allProfanity.check(text) },
  ];
}
