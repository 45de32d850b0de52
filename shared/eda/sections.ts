import type { CollocationsFound } from './collocations/collocations';
import type { DistinctionFound } from './distinction/distinction';
import type { DuplicatesFound } from './duplicates/duplicates';
import type { IdentityFound } from './identity/identity';
import type { LabelErrorsFound } from './labelErrors/labelErrors';
import type { LengthsFound } from './lengths/lengths';
import type { ClassFacts } from './lengths/measures';
import type { OverviewFound } from './overview/overview';
import type { PartsOfSpeechFound } from './partsOfSpeech/partsOfSpeech';
import type { PersonalDataFound } from './personalData/personalData';
import type { ByClass } from './section/classes';
import type { Section } from './section/section';
import type { EdaSettings } from './section/settings';
import type { StyleFound } from './style/style';
import type { TermsFound } from './terms/terms';

/*
 * The registry of Explore's sections. A section is a folder that exports a `Section`; it is named here three times:
 * what it adds to the report, what is known of it without loading it, and how it is loaded.
 */

/**
 * What Explore finds out, as plain data: it crosses threads, is cached, and is what `explore --json` prints.
 * Sections arrive one by one, so all but the first facts may be missing from a report that is not complete.
 */
export interface EdaReport
  extends Partial<OverviewFound>,
    Partial<LengthsFound>,
    Partial<StyleFound>,
    Partial<IdentityFound>,
    Partial<PersonalDataFound>,
    Partial<TermsFound>,
    Partial<DistinctionFound>,
    Partial<CollocationsFound>,
    Partial<DuplicatesFound>,
    Partial<PartsOfSpeechFound>,
    Partial<LabelErrorsFound> {
  readonly settings: EdaSettings;
  readonly rows: number;
  readonly classes: ByClass<ClassFacts>;
}

/** What a page may know of a section without loading it. */
interface SectionRow {
  /** The properties of EdaReport that it fills in, besides `classes`. */
  readonly parts: readonly (keyof EdaReport)[];
  /** Whether it depends on how words are read (`EdaSettings`); other sections are the same for all settings. */
  readonly dependsOnSettings: boolean;
  /** Whether it takes a minute or so, where the others take seconds. */
  readonly slow: boolean;
  /** Sections of one lane may use what it found before; the two, of much the same work, can go on side by side. */
  readonly lane: Lane;
}

export type Lane = 'texts' | 'words';

/** The sections, in the order they are worked out. */
export const SECTIONS = {
  overview: { parts: ['overview'], dependsOnSettings: false, slow: false, lane: 'texts' },
  lengths: { parts: ['lengths'], dependsOnSettings: false, slow: false, lane: 'words' },
  style: { parts: ['style'], dependsOnSettings: false, slow: false, lane: 'words' },
  identity: { parts: ['identity'], dependsOnSettings: false, slow: false, lane: 'texts' },
  personalData: { parts: ['personalData'], dependsOnSettings: false, slow: false, lane: 'texts' },
  terms: { parts: ['terms', 'termTotals'], dependsOnSettings: true, slow: false, lane: 'words' },
  distinction: { parts: ['distinction'], dependsOnSettings: true, slow: false, lane: 'words' },
  collocations: { parts: ['collocations'], dependsOnSettings: true, slow: false, lane: 'words' },
  duplicates: { parts: ['duplicates'], dependsOnSettings: false, slow: false, lane: 'texts' },
  partsOfSpeech: { parts: ['partsOfSpeech'], dependsOnSettings: false, slow: true, lane: 'texts' },
  labelErrors: { parts: ['labelErrors'], dependsOnSettings: false, slow: true, lane: 'words' },
} as const satisfies Readonly<Record<string, SectionRow>>;

export type EdaSection = keyof typeof SECTIONS;

export const EDA_SECTIONS = Object.keys(SECTIONS) as readonly EdaSection[];

/**
 * How each section is loaded, when it is worked out. Apart from SECTIONS, so that a page which imports the rows does
 * not get the code that works them out.
 */
export const SECTION_LOADERS: Readonly<Record<EdaSection, () => Promise<Section<Partial<EdaReport>>>>> = {
  overview: async () => (await import('./overview/overview')).overviewSection,
  lengths: async () => (await import('./lengths/lengths')).lengthsSection,
  style: async () => (await import('./style/style')).styleSection,
  identity: async () => (await import('./identity/identity')).identitySection,
  personalData: async () => (await import('./personalData/personalData')).personalDataSection,
  terms: async () => (await import('./terms/terms')).termsSection,
  distinction: async () => (await import('./distinction/distinction')).distinctionSection,
  collocations: async () => (await import('./collocations/collocations')).collocationsSection,
  duplicates: async () => (await import('./duplicates/duplicates')).duplicatesSection,
  partsOfSpeech: async () => (await import('./partsOfSpeech/partsOfSpeech')).partsOfSpeechSection,
  labelErrors: async () => (await import('./labelErrors/labelErrors')).labelErrorsSection,
};

/** A section that has just been worked out, or how far the one under way has come. */
export type EdaProgress =
  | { readonly kind: 'progress'; readonly section: EdaSection; readonly done: number; readonly total: number }
  | { readonly kind: 'section'; readonly section: EdaSection; readonly found: Partial<EdaReport> };
