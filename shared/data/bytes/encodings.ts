/** The scripts for which an encoding was made, for its name. */
export type EncodingScript =
  | 'any'
  | 'western'
  | 'central'
  | 'cyrillic'
  | 'greek'
  | 'turkish'
  | 'hebrew'
  | 'arabic'
  | 'baltic'
  | 'vietnamese'
  | 'thai'
  | 'nordic'
  | 'celtic'
  | 'southern'
  | 'romanian'
  | 'japanese'
  | 'chinese'
  | 'traditionalChinese'
  | 'korean';

/** Every encoding that can be chosen: those of the WHATWG encoding standard and three of DOS. */
export const ENCODINGS = [
  ...(['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252', 'koi8-r', 'ibm866', 'iso-8859-5'] as const),
  ...([
    'x-mac-cyrillic',
    'koi8-u',
    'windows-1250',
    'windows-1253',
    'windows-1254',
    'windows-1255',
    'windows-1256',
  ] as const),
  ...(['windows-1257', 'windows-1258', 'windows-874', 'iso-8859-2', 'iso-8859-3', 'iso-8859-4', 'iso-8859-6'] as const),
  ...(['iso-8859-7', 'iso-8859-8', 'iso-8859-10', 'iso-8859-13', 'iso-8859-14', 'iso-8859-15', 'iso-8859-16'] as const),
  ...(['macintosh', 'ibm437', 'ibm850', 'ibm852', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'gb18030', 'big5'] as const),
  'euc-kr' as const,
];
export type Encoding = (typeof ENCODINGS)[number];

/** What people call an encoding, and for which script it is. */
export const ENCODING_NAMES: Readonly<Record<Encoding, readonly [label: string, script: EncodingScript]>> = {
  'utf-8': ['UTF-8', 'any'],
  'utf-16le': ['UTF-16 LE', 'any'],
  'utf-16be': ['UTF-16 BE', 'any'],
  'windows-1251': ['Windows-1251', 'cyrillic'],
  'windows-1252': ['Windows-1252', 'western'],
  'koi8-r': ['KOI8-R', 'cyrillic'],
  ibm866: ['CP866 (DOS)', 'cyrillic'],
  'iso-8859-5': ['ISO 8859-5', 'cyrillic'],
  'x-mac-cyrillic': ['Mac', 'cyrillic'],
  'koi8-u': ['KOI8-U', 'cyrillic'],
  'windows-1250': ['Windows-1250', 'central'],
  'windows-1253': ['Windows-1253', 'greek'],
  'windows-1254': ['Windows-1254', 'turkish'],
  'windows-1255': ['Windows-1255', 'hebrew'],
  'windows-1256': ['Windows-1256', 'arabic'],
  'windows-1257': ['Windows-1257', 'baltic'],
  'windows-1258': ['Windows-1258', 'vietnamese'],
  'windows-874': ['Windows-874', 'thai'],
  'iso-8859-2': ['ISO 8859-2', 'central'],
  'iso-8859-3': ['ISO 8859-3', 'southern'],
  'iso-8859-4': ['ISO 8859-4', 'baltic'],
  'iso-8859-6': ['ISO 8859-6', 'arabic'],
  'iso-8859-7': ['ISO 8859-7', 'greek'],
  'iso-8859-8': ['ISO 8859-8', 'hebrew'],
  'iso-8859-10': ['ISO 8859-10', 'nordic'],
  'iso-8859-13': ['ISO 8859-13', 'baltic'],
  'iso-8859-14': ['ISO 8859-14', 'celtic'],
  'iso-8859-15': ['ISO 8859-15', 'western'],
  'iso-8859-16': ['ISO 8859-16', 'romanian'],
  macintosh: ['Mac Roman', 'western'],
  ibm437: ['CP437 (DOS)', 'western'],
  ibm850: ['CP850 (DOS)', 'western'],
  ibm852: ['CP852 (DOS)', 'central'],
  shift_jis: ['Shift JIS', 'japanese'],
  'euc-jp': ['EUC-JP', 'japanese'],
  'iso-2022-jp': ['ISO-2022-JP', 'japanese'],
  gb18030: ['GB18030', 'chinese'],
  big5: ['Big5', 'traditionalChinese'],
  'euc-kr': ['EUC-KR', 'korean'],
};
