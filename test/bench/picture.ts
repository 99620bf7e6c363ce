import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import type { Grown } from './growth.js';

const PANEL = { width: 300, height: 220 };
const ACROSS = 3;
const TITLE = 24;

/** How each figure grows with the log: one SVG with a panel for each, the size of the log along it. */
export function pictureOf(grown: readonly Grown[]): string {
  const figures = [...new Set(grown.map((it) => it.figure))];
  const width = ACROSS * PANEL.width;
  const height = Math.ceil(figures.length / ACROSS) * (PANEL.height + TITLE);
  const panels = figures.map((figure, index) => {
    const x = (index % ACROSS) * PANEL.width;
    const y = Math.floor(index / ACROSS) * (PANEL.height + TITLE);
    const its = grown.filter((it) => it.figure === figure);
    return `<text x="${x + 12}" y="${y + 18}" font-size="13" font-weight="bold" fill="#222">${figure}</text>
<svg x="${x}" y="${y + TITLE}" width="${PANEL.width}" height="${PANEL.height}">${panelOf(its)}</svg>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif">
<title id="title">Each figure beside logs of 10,000, 100,000 and 1,000,000 events</title>
<rect width="100%" height="100%" fill="white"/>
${panels.join('\n')}
</svg>
`;
}

function panelOf(its: readonly Grown[]): string {
  const { document } = new JSDOM('').window;
  const at = { x: 'events', y: 'value' };
  const plot = Plot.plot({
    document,
    ...PANEL,
    marginLeft: 60,
    marginBottom: 36,
    marginRight: 40,
    x: {
      type: 'log',
      label: 'events in the log',
      ticks: its.map((it) => it.events),
      tickFormat: ',',
    },
    y: { label: null, grid: true, zero: true, nice: true },
    marks: [
      Plot.ruleY([0]),
      Plot.lineY(its, { ...at, stroke: '#1d70b8', strokeWidth: 2 }),
      Plot.dot(its, { ...at, fill: '#1d70b8' }),
    ],
  });
  return plot.outerHTML;
}
