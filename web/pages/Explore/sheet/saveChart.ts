/*
 * Charts as files. What is on screen is copied with its computed style inlined, so that the drawing
 * is the same in any program.
 */

/** Presentation attributes that the style sheet decides. */
const LOOK = [
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
  'filter',
] as const;

/** SVG's defaults, which are omitted. */
const DEFAULTS: ReadonlySet<string> = new Set(['none', 'normal', 'auto', 'start', 'miter', '1', '1px', '400']);

const PAD = 20;
const TITLE = 34;
/** Pixels of a picture for each of the screen's. */
const SCALE = 2;
const SVG = 'http://www.w3.org/2000/svg';

export interface Drawing {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** Every chart inside `place` in one drawing, placed as on screen, under a title. Null if there is none. */
export function drawingOf(place: HTMLElement, title: string): Drawing | null {
  const charts = [...place.querySelectorAll<SVGSVGElement>('.chart > svg')];
  if (charts.length === 0) return null;
  const colours = createColours();
  const headings = [...place.querySelectorAll<HTMLElement>('h3')];
  const boxes = [...charts, ...headings].map((element) => element.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left + 2 * PAD);
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top + 2 * PAD + TITLE);
  const root = document.createElementNS(SVG, 'svg');
  setAll(root, { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  const look = getComputedStyle(place);
  const sheet = colours(getComputedStyle(place.closest('.sheet') ?? place).backgroundColor);
  root.append(
    setAll(document.createElementNS(SVG, 'rect'), {
      width,
      height,
      fill: sheet.colour === 'none' ? '#fff' : sheet.colour,
    }),
  );
  const ink = { fill: colours(look.color).colour, 'font-family': look.fontFamily };
  root.append(setAll(label(title, PAD, PAD + 14, 16), ink));
  charts.forEach((chart, i) => {
    const group = document.createElementNS(SVG, 'g');
    group.setAttribute('transform', `translate(${boxes[i].left - left + PAD} ${boxes[i].top - top + PAD + TITLE})`);
    for (const child of chart.children) {
      const copy = dressed(child, colours);
      if (copy !== null) group.append(copy);
    }
    root.append(group);
  });
  headings.forEach((element, i) => {
    const box = boxes[charts.length + i];
    const text = label(element.textContent ?? '', box.left - left + PAD, box.top - top + PAD + TITLE + 14, 13.5);
    root.append(setAll(text, ink));
  });
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

export function svgFile({ text }: Drawing): Blob {
  return new Blob([text], { type: 'image/svg+xml' });
}

/** @throws Error if the browser cannot paint or encode so large a picture. */
export async function pngFile(drawing: Drawing): Promise<Blob> {
  const url = URL.createObjectURL(svgFile(drawing));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = drawing.width * SCALE;
    canvas.height = drawing.height * SCALE;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('the browser gave no canvas to paint on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob === null ? reject(new Error('the picture could not be encoded')) : resolve(blob)));
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A line of text in bold type. */
function label(text: string, x: number, y: number, size: number): SVGTextElement {
  const element = document.createElementNS(SVG, 'text');
  element.textContent = text.trim();
  return setAll(element, { x, y, 'font-size': size, 'font-weight': 600 });
}

/** A copy of an element with its look as attributes; null for what is only there to be pointed at. */
function dressed(element: Element, colours: Colours): Element | null {
  const look = getComputedStyle(element);
  const fill = colours(look.fill);
  const stroke = colours(look.stroke);
  const paints = element instanceof SVGGraphicsElement && !(element instanceof SVGGElement);
  if (paints && fill.colour === 'none' && stroke.colour === 'none') return null;
  const copy = document.createElementNS(SVG, element.tagName);
  for (const { name, value } of element.attributes) {
    if (!/^(class|role|tabindex|data-|aria-)/.test(name)) copy.setAttribute(name, value);
  }
  if (paints) {
    setAll(copy, { fill: fill.colour, ...(fill.opacity < 1 && { 'fill-opacity': fill.opacity }) });
    if (stroke.colour !== 'none') setAll(copy, { stroke: stroke.colour });
    for (const name of LOOK) {
      const value = look.getPropertyValue(name);
      const isText = element instanceof SVGTextElement;
      if (!isText && (name.startsWith('font') || name === 'text-anchor')) continue;
      if (stroke.colour === 'none' && name.startsWith('stroke')) continue;
      if (value !== '' && !DEFAULTS.has(value)) copy.setAttribute(name, value);
    }
  }
  for (const child of element.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    else if (child instanceof Element) {
      const inner = dressed(child, colours);
      if (inner !== null) copy.append(inner);
    }
  }
  return copy;
}

interface Colour {
  /** `#rrggbb`, or `none`. */
  readonly colour: string;
  readonly opacity: number;
}

type Colours = (css: string) => Colour;

/** Colours as every program knows them: a browser may write them as oklch() or color(). */
function createColours(): Colours {
  const known = new Map<string, Colour>();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const read = (css: string): Colour => {
    if (css === 'none' || css === '' || context === null) return { colour: 'none', opacity: 1 };
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = css;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    if (alpha === 0) return { colour: 'none', opacity: 1 };
    const hex = [red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('');
    return { colour: `#${hex}`, opacity: Math.round((alpha / 255) * 100) / 100 };
  };
  return (css) => {
    const colour = known.get(css) ?? read(css);
    known.set(css, colour);
    return colour;
  };
}

function setAll<Kind extends Element>(element: Kind, attributes: Record<string, string | number>): Kind {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}
