import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CodePoints, createCodePointReader } from '../decode/codePoints';
import { createNormaliser, type NormaliserKind, normaliseText } from './normaliser';

const KINDS: NormaliserKind[] = ['standard', 'deobfuscate'];
const standard = (text: string) => normaliseText('standard', text);
const deobfuscate = (text: string) => normaliseText('deobfuscate', text);

test('standard folds compatibility characters, spaces, quotes and dashes and drops what shows nothing', () => {
  expect(standard('ｓｔｕｐｉｄ')).toBe('stupid');
  expect(standard('𝓼𝓽𝓾𝓹𝓲𝓭 ⓢⓣⓤⓟⓘⓓ 🅢🅣🆄🅿')).toBe('stupid stupid STUP');
  expect(standard('stu\u200bpid s\u00adt\u2060u\ufeffp\u202eid')).toBe('stupid stupid');
  expect(standard('a\u0000b\u0007c\td\ne\r\nf')).toBe('abc\td\ne\r\nf');
  expect(standard('don’t «дурак» “x” ‚y‛ don´t')).toBe('don\'t "дурак" "x" \'y\' don\'t');
  expect(standard('a\u00a0b\u2003c\u3000d\u1680e\u2028f')).toBe('a b c d e\nf');
  expect(standard('1–2 — x − y')).toBe('1-2 - x - y');
  expect(standard('и\u0306 е\u0308 e\u0301')).toBe('й ё é');
  expect(standard('👩‍💻 ❤️ ok')).toBe('👩💻 ❤ ok');
});

test('standard shortens drawn-out letters and punctuation to two, in either case, and nothing else', () => {
  expect(standard('stuuuupid')).toBe('stuupid');
  expect(standard('NOOOoooo!!!! why???? well.....')).toBe('NOO!! why?? well..');
  expect(standard('дуууурак')).toBe('дуурак');
  expect(standard('1000000 --- === ___   x')).toBe('1000000 --- === ___   x');
  expect(standard('www.example.com/aaaa http://x.yyy/zzz me@iii.com @aaab')).toBe(
    'www.example.com/aaaa http://x.yyy/zzz me@iii.com @aaab',
  );
  expect(standard('stup1d s t u p i d')).toBe('stup1d s t u p i d');
});

const DISGUISED: [string, string][] = [
  ['stup1d', 'stupid'],
  ['1d1ot', 'idiot'],
  ['1diot', 'idiot'],
  ['ST00PID', 'STOOPID'],
  ['5tup1d', 'stupid'],
  ['$tupid', 'stupid'],
  ['stup!d', 'stupid'],
  ['idi@t', 'idiat'],
  ['b@d m4nn3r5', 'b@d manners'],
  ['h3ll0', 'hello'],
  ['1o0ser ho1ie5 he1lo1', 'looser holies hellol'],
  ['sk1ll 1llness ski11s surv1val1st', 'skill illness skills survivalist'],
  ['h0t f00l B4N p!g', 'hot fool BAN pig'],
  ['5ourc3 7rac3', 'source trace'],
  ['hell0 эт0 мног0 соб@ка', 'hello это много собака'],
  ['i d i o t', 'idiot'],
  ['you s t u p i d person', 'you stupid person'],
  ['s.t.u.p.i.d', 'stupid'],
  ['S-T-U-P-I-D!', 'STUPID!'],
  ['s  t  u  p  1  d', 'stupid'],
  ['s_t_u_p_i_d s*t*u*p*i*d', 'stupid stupid'],
  ['U S A', 'USA'],
  ['U.S.A.', 'USA.'],
  ['д-у-р-а-к', 'дурак'],
  ['г л у п ы й', 'глупый'],
  ['дyрaк', 'дурак'],
  ['ДУPAK', 'ДУРАК'],
  ['ѕtupid', 'stupid'],
  ['stυрid', 'stupid'],
  ['stuпid', 'stunid'],
  ['хам xам xaм', 'хам хам хам'],
  ['гл0пый 3абор гл3пый', 'глопый 3абор глзпый'],
  ['ｓｔｕｐｉｄ', 'stupid'],
  ['stu\u200bpid', 'stupid'],
  ['s̶t̶u̶p̶i̶d̶', 'stupid'],
  ['ду́рак', 'дурак'],
  ['ꜱᴛᴜᴘɪᴅ', 'stupid'],
  ['st*pid st**pid st#pid st_pid st*p*d', 'stpid stpid stpid stpid stpd'],
  ['г*упый', 'гупый'],
  ['st-pd d-mb', 'stpd dmb'],
  ['stuuuupid', 'stupid'],
  ['StUuUuPiD', 'StUPiD'],
  ['дураааак', 'дурак'],
  ['aaaa ХХХ', 'aa ХХ'],
  ['ìdîót íd́íót́ stúpìd i\u0300di\u0302o\u0301t', 'idiot idiot stupid idiot'],
  ['foooool coool sooo goooood helllloooo руссский', 'fool cool so good hello русский'],
  ['ssttuuppiidd IIddiioott ддуурраакк', 'stupid Idiot дурак'],
  ['s/t/u/p/i/d s,t,u,p,i,d s|t|u|p|i|d', 'stupid stupid stupid'],
  ['s\nt\nu\np\ni\nd', 'stupid'],
  ['s😀t😀u😀p😀i😀d st😀upid', 'stupid stupid'],
  ['1d10t 1D10T! b00b5', 'idiot IDIOT! boobs'],
  ['st|pid д/у/р/а/к д,у,р,а,к', 'stpid дурак дурак'],
  ['ʂtʊpɪd ɩdɪɵt', 'stupid idiot'],
  ['Ꮪtuᏼid idiօt', 'Stubid idiot'],
  ['s\u2800t\u2800u\u2800p\u2800i\u2800d', 'stupid'],
];

test('deobfuscate undoes what disguises a word', () => {
  for (const [disguised, plain] of DISGUISED) expect(deobfuscate(disguised)).toBe(plain);
});

const PLAIN = [
  ...['2nd', '10th', '5kg', '3D', '3d printing', '24/7', '1990s', '2024', '1.5', '100%', '$100', '€5', '7up'],
  ...['covid19', 'mp3', 'b2b', 'h2o', 'i18n', 'l10n', 'R2D2', 'x86_64', 'base64', 'utf8mb4', 'player1', 'gpt4', 'F15'],
  ...[
    'http://x.y/4a',
    'user@mail.com',
    'us3r.n4me@mail.org',
    '@us3rname',
    '(@us3rname)',
    'www.l33t.xyz',
    'l33t.com/b00k',
  ],
  ...['deadb33f', 'f4ce', '5minutes', '5x7in', '4ever', '0xbadf00', 'v1.2b3', 'H1N1', 'C3P0', 'eth0', 'mp3', 'player7'],
  ...['a b testing', 'A B', 'plan b c', "it's", "rock'n'roll", 'well-known', 't-shirt', 'x-ray', 'e-mail', 'Mr.Smith'],
  ...[
    'meet@noon',
    'wow!that',
    'C#',
    'F#m',
    '#metoo',
    '*emphasis*',
    '_emphasis_',
    'f***',
    'user_page',
    'page#part',
    'w.jpg',
    'кв.м',
    'Q&A',
    'AT&T',
    'one.Two',
  ],
  ...[
    'в 4 утра',
    '3года',
    '10й',
    '5ти',
    'а я и в школе',
    'я и в',
    'кто-то',
    'по-русски',
    'г-н',
    'и т.д.',
    '2х',
    'IT-отдел',
  ],
  ...[
    'PRщик',
    'VIPы',
    'naïve café',
    'über',
    'Ελλάδα',
    'їжак',
    'coffee',
    'касса',
    'программа',
    'résumé',
    'all good',
    'bookkeeper',
    'zoo',
    'a/b/c/d',
    'a,b,c,d',
    'love❤you',
    '1h10m',
    '[[User|user]]',
    'Հայերեն',
    'tiếng Việt',
    '你好吗',
    'שלום',
    '😀😀😀',
  ],
];

test('deobfuscate leaves numbers, units, names, links and ordinary words as they are', () => {
  for (const text of PLAIN) expect(deobfuscate(text)).toBe(text);
  expect(deobfuscate(PLAIN.join(' , '))).toBe(PLAIN.join(' , '));
});

/** Texts dense in what the rules look at. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('aaaeiostxbcdfkhBCEHSTXаеорсухкмтнвзАВЕНКαοερΗΝ')),
      fc.constantFrom(...Array.from('0134567892@$!€*#_.-~·:/ \n   ?\'"|,😀❤èéîôսօᎢꭲ')),
      fc.constantFrom(
        '\u200b',
        '\u0301',
        '\u0336',
        '\u0306',
        'и',
        '\u1100',
        '\u1161',
        '\u11a8',
        'ﬁ',
        '…',
        '«',
        '’',
        '\u05bc',
      ),
      fc.constantFrom(
        'www.',
        '.com',
        '://',
        '@x.y',
        'stup1d',
        's t u',
        'd.u.m',
        'f-k',
        'aaa',
        'bbb',
        'ffooll',
        'gooo',
        's/t/u/p',
        'HHH',
        '111',
        'ь',
        '你',
      ),
      fc.string({ unit: 'binary', maxLength: 2 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

test('a disguise that another one hid is undone as well', () => {
  expect(normaliseText('deobfuscate', 'aaa*#ﬁ0a')).toBe('afioa');
});

test('normalising twice is normalising once', () => {
  for (const kind of KINDS) {
    fc.assert(
      fc.property(tricky, (text) => {
        const once = normaliseText(kind, text);
        expect(normaliseText(kind, once)).toBe(once);
      }),
      { numRuns: 1500 },
    );
  }
});

function spansOf({ codePoints, begins, ends, length }: CodePoints) {
  return Array.from({ length }, (_, i) => [String.fromCodePoint(codePoints[i]), begins[i], ends[i]]);
}

test('spans never decrease, leave no gap, and cover the text; the text is the same without them', () => {
  const encoder = new TextEncoder();
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  for (const kind of KINDS) {
    const normaliser = createNormaliser(kind);
    fc.assert(
      fc.property(tricky, (text) => {
        const bytes = encoder.encode(`-${text}`);
        const spans = spansOf(normaliser.apply(reader.read(bytes, 1, bytes.length, true), true)).slice();
        expect(spans.map(([c]) => c).join('')).toBe(normaliseText(kind, text));
        let end = 1;
        let begin = 1;
        spans.forEach(([, from, to]) => {
          expect(from).toBeGreaterThanOrEqual(begin);
          expect(from).toBeLessThanOrEqual(end);
          expect(to).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(Number(from));
          begin = Number(from);
          end = Number(to);
        });
        if (spans.length > 0) expect(end).toBe(bytes.length);
      }),
    );
  }
});

test('a lower-cased text is normalised to lower case', () => {
  const encoder = new TextEncoder();
  const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });
  const lower = (kind: NormaliserKind, text: string) => {
    const bytes = encoder.encode(text);
    const { codePoints, length } = createNormaliser(kind, true).apply(reader.read(bytes, 0, bytes.length));
    return String.fromCodePoint(...codePoints.subarray(0, length));
  };
  for (const kind of KINDS)
    expect(lower(kind, 'ＤУРАK 𝐒𝐓𝐔𝐏𝐈𝐃 🅢TUPID Ⓘdiot')).toBe(lower(kind, 'dураk stupid stupid idiot'));
  for (const [disguised, plain] of DISGUISED) {
    if (plain === plain.toLowerCase()) expect(lower('deobfuscate', disguised)).toBe(plain);
  }
  fc.assert(
    fc.property(tricky, (text) => {
      for (const kind of KINDS) expect(lower(kind, lower(kind, text))).toBe(lower(kind, text));
    }),
    { numRuns: 500 },
  );
});

test('spans of joined and undisguised words point to the letters they came from', () => {
  const encoder = new TextEncoder();
  const bytes = encoder.encode('s t u st*p1d');
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  const spans = spansOf(createNormaliser('deobfuscate').apply(reader.read(bytes, 0, bytes.length, true), true));
  expect(spans).toEqual([
    ['s', 0, 2],
    ['t', 2, 4],
    ['u', 4, 5],
    [' ', 5, 6],
    ['s', 6, 7],
    ['t', 7, 9],
    ['p', 9, 10],
    ['i', 10, 11],
    ['d', 11, 12],
  ]);
});

test('does not modify its input, and returns it where nothing changes', () => {
  const encoder = new TextEncoder();
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  for (const text of ['a plain text', 'stuuuup1d “x” s t u']) {
    const bytes = encoder.encode(text);
    const read = reader.read(bytes, 0, bytes.length, true);
    const before = spansOf(read);
    const result = createNormaliser('standard').apply(read, true);
    expect(spansOf(read)).toEqual(before);
    expect(result === read).toBe(text === 'a plain text');
    createNormaliser('deobfuscate').apply(read, true);
    expect(spansOf(read)).toEqual(before);
  }
});

test('a long text of one character, or of repeats of any rule, needs linear time', () => {
  const units = [
    'a',
    '1',
    '*',
    '@',
    '!',
    '.',
    ' ',
    'a ',
    'a.',
    'a*',
    'a@',
    'a1',
    'аa',
    '\u0301',
    '\u200b',
    'ﷺ',
    'a-',
    '’',
    ':/',
    'a!',
    'a#',
  ];
  for (const unit of units) {
    const text = unit.repeat(50_000);
    for (const kind of KINDS) {
      const once = normaliseText(kind, text);
      expect(normaliseText(kind, once) === once).toBe(true);
    }
  }
});
