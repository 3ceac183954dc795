// Fills whatever form it is shown, by type, name and label, as a person with one set of true
// particulars would. What is already filled in stays.
import type { Locator, Page } from '@playwright/test';
import { followOk } from './page.ts';

/** 城关区: the county of the demo's desk personas. */
export const COUNTY = '620102';

/** Synthetic, with right check digits; sequence 999 is practically never issued. */
const PARTICULARS = {
  residentId: '620102199003079995',
  creditCode: '92620102MA0000AB0A',
  phone: '13909310001',
  email: 'ma.xiaolan@example.com',
  postcode: '730030',
  address: '兰州市城关区张掖路1号',
  person: '马晓兰',
  premises: '兰州城关黄河牛肉面馆',
};

/** In a month: no form asks for the past unless it says birth, or when something was last. */
const SOON = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const BEFORE = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);

interface Control {
  index: number;
  tag: string;
  type: string;
  mode: string;
  name: string;
  /** name, id, autocomplete and label together. */
  about: string;
  value: string;
  checked: boolean;
  group: boolean;
  min: string;
  max: string;
  options: { value: string; disabled: boolean }[];
}

/**
 * Fills the form's empty controls. `skip` names controls that the caller has set or wants empty.
 * Of radios and selects the first real choice is taken; of a group of tick boxes the first.
 */
export async function fill(form: Locator, skip: string[] = []): Promise<void> {
  const controls = form.locator('input, textarea, select');
  const found: Control[] = await controls.evaluateAll((elements) =>
    elements.map((element, index) => {
      const control = element as HTMLInputElement & HTMLSelectElement;
      const shown = control.getClientRects().length > 0 || ['radio', 'checkbox'].includes(control.type);
      const labels = [...(control.labels ?? [])].map((label) => label.textContent ?? '').join(' ');
      const same = [...(control.form?.elements ?? [])].filter((other) =>
        (other as HTMLInputElement).name === control.name) as HTMLInputElement[];
      return {
        index,
        tag: control.tagName.toLowerCase(),
        type: shown && !control.disabled && !control.readOnly ? control.type : 'hidden',
        mode: control.inputMode,
        name: control.name,
        about: [control.name, control.id, control.autocomplete, labels].join(' ').toLowerCase(),
        value: control.value,
        checked: same.some((other) => other.checked),
        group: same.length > 1,
        min: control.min ?? '',
        max: control.max ?? '',
        options: [...(control.options ?? [])].map(({ value, disabled }) => ({ value, disabled })),
      };
    }));
  const done = new Set(skip);
  for (const control of found) {
    if (!control.name || done.has(control.name)) continue;
    const element = controls.nth(control.index);
    switch (control.type) {
      case 'hidden': case 'submit': case 'button': case 'reset': case 'image': case 'file': case 'search':
        break;
      case 'radio': case 'checkbox':
        done.add(control.name);
        // The label is the target: look.md draws the box itself.
        if (!control.checked) await element.check({ force: true });
        break;
      case 'select-one': case 'select-multiple': {
        const real = control.options.filter(({ value, disabled }) => value && !disabled);
        const county = real.find(({ value }) => value === COUNTY);
        const first = county ?? (control.value ? undefined : real[0]);
        if (first) await element.selectOption(first.value);
        break;
      }
      default:
        if (!control.value.trim()) await element.fill(particular(control));
    }
  }
}

/** Fills the page's form and clicks its primary button; the next page must come. */
export async function fillPage(page: Page, skip: string[] = []): Promise<void> {
  const form = primaryForm(page);
  await fill(form, skip);
  await followOk(page, primaryButton(form));
}

/** The form that the page is about: the first in `main` that is sent by POST. */
export function primaryForm(page: Page): Locator {
  return page.locator('main form[method="post" i]').first();
}

export function primaryButton(form: Locator): Locator {
  return form.locator('button[type=submit], input[type=submit], button:not([type])').first();
}

function particular(control: Control): string {
  const { about, type, tag } = control;
  const has = (pattern: RegExp): boolean => pattern.test(about);
  // A date may be a plain line of text.
  if (type === 'date' || has(/\bdate\b|\blast\b|birth|bday|日期|出生|哪一天/)) {
    if (has(/birth|bday|出生/)) return '1990-03-07';
    return has(/\blast\b|最近/) ? BEFORE : SOON;
  }
  if (type === 'month') return SOON.slice(0, 7);
  if (type === 'time') return '09:00';
  if (type === 'email' || has(/e-?mail|邮箱/)) return PARTICULARS.email;
  if (/([.\-_[]|^)(year|month|day)\]?$/.test(control.name)) {
    const [year, month, day] = (has(/\blast\b|最近/) ? BEFORE : SOON).split('-');
    return /year/.test(control.name) ? year : /month/.test(control.name) ? month : day;
  }
  if (has(/credit|信用代码/)) return PARTICULARS.creditCode;
  if (type === 'tel' || has(/phone|mobile|\btel\b|电话|手机/)) return PARTICULARS.phone;
  if (has(/post-?code|postal|邮编|邮政编码/)) return PARTICULARS.postcode;
  if (has(/resident.?id|id.?(no|number|card)\b|identity|身份证|身份号码/)) return PARTICULARS.residentId;
  if (type === 'number' || ['numeric', 'decimal'].includes(control.mode)) {
    return within(control, 5);
  }
  if (tag === 'textarea') return '情况属实，材料齐全，经核对无误。';
  if (has(/address|street|premises-at|地址|住所|住址/)) return PARTICULARS.address;
  if (has(/shop|business|trade|company|entity|premises|名称|字号|单位/)) return PARTICULARS.premises;
  if (has(/name|person|contact|姓名|负责人|联系人/)) return PARTICULARS.person;
  return PARTICULARS.premises;
}

function within({ min, max }: Control, wish: number): string {
  const low = min === '' ? -Infinity : Number(min);
  const high = max === '' ? Infinity : Number(max);
  return String(Math.min(Math.max(wish, low), high));
}

/** A small PDF that opens: the type is checked by content. */
export function pdf(title: string): { name: string; mimeType: string; buffer: Buffer } {
  const drawn = 'BT /F1 18 Tf 60 760 Td (Tongban walk) Tj ET';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R ' +
      '/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
  ];
  let body = '%PDF-1.4\n';
  const starts = objects.map((object, index) => {
    const start = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = body.length;
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  body += starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return { name: `${title}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(body, 'latin1') };
}

/** Changes the texts that a correction asks for: left as they were they come back. */
export async function correct(form: Locator): Promise<void> {
  for (const one of await form.locator('.asked input[type=text]').all()) {
    const before = await one.inputValue();
    if (before) await one.fill(`${before}1`);
  }
}
