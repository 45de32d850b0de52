/*
 * What labels are called in the data sets people use, in English and Russian and a few in German, Spanish, Portuguese,
 * French and Italian. Compared as `plainValue` writes them. A word that people use in both senses (positive, other, bad
 * sentiment) is in no list: it is asked about.
 */

const TOXIC = words(`
  toxic, severe toxic, very toxic, toxicity, hate, hateful, hatespeech, hate speech, hating, racist, racism, sexist, sexism,
  misogyny, misogynist, misogynous, homophobic, homophobia, transphobic, islamophobic, antisemitic, xenophobic, xenophobia,
  offensive, offense, offence, offensive language, off, offn, hof, prfn, profane, profanity, obscene, obscenity, vulgar,
  abusive, abuse, abus, insult, insulting, insults, threat, threatening, threats, bullying, cyberbullying, bully, harassment,
  harassing, harass, bad, very bad, unsafe, spam, aggressive, oag, cag, overtly aggressive, covertly aggressive, violent,
  violence, harmful, rude, disrespectful, uncivil, inappropriate, unacceptable, identity hate, identity attack, personal attack,
  attack, sexually explicit, sexual explicit, derogation, derogatory, dehumanization, animosity, prejudiced, hostile,
  hostility, nasty, impolite, derogatory, slur, slurs, troll, trolling, nsfw, flagged, reject by moderator, toksisch, t,
  токсичный, токсичная, токсичное, токсично, токсичен, токсик, токсичность, токсичные, оскорбление, оскорбительный,
  оскорбительное, оскорбительно, оскорбительная, оскорбления, ненависть, разжигание ненависти, хейт, грубый, грубость, грубо,
  грубое, агрессия, агрессивный, агрессивно, агрессивное, угроза, угрозы, мат, нецензурный, нецензурно, нецензурная лексика,
  непристойность, непристойный, обсценный, обсценная лексика, плохой, плохо, плохое, плохая, спам, опасный, опасно,
  недопустимый, недопустимо, неприемлемый, неприемлемо, травля, враждебный, унижение, домогательство, хамство,
  beleidigung, beleidigend, hass, toxisch, odio, ofensivo, ofensiva, toxico, tóxico, insulto, haineux, toxique, insulte, injure,
  abusivo, tossico, odioso
`);

const NOT_TOXIC = words(`
  none, neither, clean, neutral, normal, safe, ham, ok, okay, fine, good, harmless, benign, civil, polite, acceptable, appropriate,
  innocuous, innocent, friendly, regular, nothing, no hate, nohate, nothate, not, not hate, non hate, nag, untoxic, inoffensive, ordinary,
  respectful, healthy, nonaggressive, legit, legitimate, unoffensive, supportive, counterspeech, counter speech, not toxic,
  нейтральный, нейтральное, нейтральная, нейтрально, нейтральные, нормальный, нормальная, нормальное, нормально, норма, норм,
  обычный, обычная, обычное, чистый, чистое, чистая, чисто, безопасный, безопасно, безопасное, хороший, хорошо, хорошее,
  хорошая, безобидный, безобидно, приемлемый, приемлемо, допустимо, допустимый, вежливый, вежливо, ничего, нет нарушений,
  без нарушений, нетоксик, harmlos, unbedenklich, neutro, neutre, sain, neutrale, limpio, limpo
`);

const YES = words('true, yes, y, t, да, истина, д, ja, si, sí, sim, oui');
const NO = words('false, no, n, f, нет, ложь, н, nein, não, nao, non');

/** What people and programs write for "I do not know". */
const UNSURE = words(`
  unsure, uncertain, unknown, unclear, skip, skipped, ignore, idk, undecided, not sure, cannot decide, can't decide, undefined,
  unlabeled, unlabelled, not labeled, not labelled, not judged, ?, ??, не знаю, неизвестно, непонятно, неясно, пропустить,
  пропуск, не размечено, нет ответа
`);

/** What programs write for "no value". */
const BLANK = words('nan, null, na, n/a, #n/a, <na>, nil, -, –, —, none');

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map((word) => word.trim()));
}

/** Prefixes that turn a word into its opposite, in the form of `plainValue`. */
const NEGATION = /^(?:not|non|no|isn't|is not|un|anti|не|нe|nicht|kein|keine|nao|não|pas|sin|sem) (.+)$/;
const GLUED_NEGATION = /^(?:not|non|no|un|не)(\p{L}{3,})$/u;

/** What `plain`, a plain value, says by itself; undefined if it is no word we know. */
export function knownMeaning(plain: string): 'toxic' | 'notToxic' | 'yes' | 'no' | 'unsure' | 'blank' | undefined {
  if (plain === '') return 'blank';
  if (YES.has(plain)) return 'yes';
  if (NO.has(plain)) return 'no';
  if (plain !== 'none' && BLANK.has(plain)) return 'blank';
  if (UNSURE.has(plain)) return 'unsure';
  if (NOT_TOXIC.has(plain)) return 'notToxic';
  if (TOXIC.has(plain)) return 'toxic';
  const opposite = negated(plain);
  if (opposite === null) return undefined;
  if (TOXIC.has(opposite)) return 'notToxic';
  return NOT_TOXIC.has(opposite) ? 'toxic' : undefined;
}

/**
 * The word whose opposite `plain` is; null if it is no opposite. `unsafe` and `nohate` are, `notable` may seem to be.
 */
export function negated(plain: string): string | null {
  return NEGATION.exec(plain)?.[1] ?? GLUED_NEGATION.exec(plain)?.[1] ?? null;
}

/** Whether `plain` is how programs write that there is no value. */
export function isBlankValue(plain: string): boolean {
  return plain === '' || BLANK.has(plain);
}
