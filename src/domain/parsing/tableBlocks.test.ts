import { expect, test } from 'vitest';
import { tableBlocks } from '#domain/parsing/tableBlocks.ts';

const linesOf = (sheet: readonly string[]) =>
  tableBlocks(sheet.map((row) => row.split(','))).flatMap(({ text }) => text.split('\n'));
const months = Array.from({ length: 12 }, (_, month) => month + 1);

test.each<[string, string[], string[]]>([
  [
    'a timesheet by day',
    ['Employee,2024-01-15,2024-01-16,Total', 'Ann,8,7.5,15.5', 'Bo,-,8,8'],
    [
      'Employee: Ann | 2024-01-15: 8 | 2024-01-16: 7.5 | Total: 15.5',
      'Employee: Bo | 2024-01-15: - | 2024-01-16: 8 | Total: 8',
    ],
  ],
  [
    'a roster, with words under its days',
    ['Name,15 Jan,16 Jan', 'Ann,early,late', 'Bo,late,'],
    ['Name: Ann | 15 Jan: early | 16 Jan: late', 'Name: Bo | 15 Jan: late'],
  ],
  [
    'a budget by quarter',
    ['Department,2024 Q1,2024 Q2', 'Sales,"10",12500', 'Legal,2024,3100'],
    [
      'Department: Sales | 2024 Q1: "10" | 2024 Q2: 12500',
      'Department: Legal | 2024 Q1: 2024 | 2024 Q2: 3100',
    ],
  ],
  [
    'a forecast by year, of amounts that look like years now and then',
    ['Product,2024A,2025E', 'Tea,1950,2100.5', 'Rice,800,2026', 'Salt,90,95'],
    [
      'Product: Tea | 2024A: 1950 | 2025E: 2100.5',
      'Product: Rice | 2024A: 800 | 2025E: 2026',
      'Product: Salt | 2024A: 90 | 2025E: 95',
    ],
  ],
  [
    'years of the Thai calendar',
    ['รายการ,2567,2568', 'เงินเดือน,120,125'],
    ['รายการ: เงินเดือน | 2567: 120 | 2568: 125'],
  ],
  [
    'twelve months',
    [`Product,${months.join(',')}`, `Tea,${months.map((month) => month * 7).join(',')}`],
    [`Product: Tea | ${months.map((month) => `${month}: ${month * 7}`).join(' | ')}`],
  ],
  [
    'names that are alike',
    ['Account,Plan,Actual,Plan,Actual', 'Rent,10,11,12,13'],
    ['Account: Rent | Plan: 10 | Actual: 11 | Plan (2): 12 | Actual (2): 13'],
  ],
  [
    'names that are alike over words',
    ['Name:,Contact:,Contact:', 'Ann,mail,phone', 'Bo,phone,none'],
    [
      'Name: Ann | Contact: mail | Contact (2): phone',
      'Name: Bo | Contact: phone | Contact (2): none',
    ],
  ],
  [
    'one name that looks like an amount among others',
    ['Name,Hours,Rate,401k', 'Ann,8,30,100'],
    ['Name: Ann | Hours: 8 | Rate: 30 | 401k: 100'],
  ],
  [
    'an empty first cell',
    [',2024 Q1,2024 Q2', 'Sales,10,12', 'Legal,3,4'],
    ['Sales | 2024 Q1: 10 | 2024 Q2: 12', 'Legal | 2024 Q1: 3 | 2024 Q2: 4'],
  ],
  [
    'the next week below an empty row',
    ['Name,2024-01-15,2024-01-16', 'Ann,8,7', '', 'Name,2024-01-22,2024-01-23', 'Ann,6,5'],
    ['Name: Ann | 2024-01-15: 8 | 2024-01-16: 7', 'Name: Ann | 2024-01-22: 6 | 2024-01-23: 5'],
  ],
  [
    'a table that goes on below an empty row',
    ['Name,City', 'Ann,Leuven', '', 'Bo,Ghent', 'Cy,Leuven'],
    ['Name: Ann | City: Leuven', 'Name: Bo | City: Ghent', 'Name: Cy | City: Leuven'],
  ],
  [
    'a header that is printed once more',
    ['Name,City', 'Ann,Leuven', 'Name,City', 'Bo,Ghent'],
    ['Name: Ann | City: Leuven', 'Name: Name | City: City', 'Name: Bo | City: Ghent'],
  ],
])('%s names its columns', (_what, sheet, lines) => {
  expect(linesOf(sheet)).toEqual(lines);
});

test.each<[string, string[]]>([
  ['numbers', ['1,2', '3,4']],
  ['numbers that count up in each row', ['Ann,1,2,3,4', 'Bo,5,6,7,8']],
  ['words and amounts', ['Ann,27,Leuven', 'Bo,30,Ghent']],
  ['words and dates', ['Ann,2019-04-01,yes', 'Bo,2020-01-01,no']],
  ['words and years', ['Ann,2019', 'Bo,2021']],
  ['dates over amounts without a name', ['2024-01-15,8', 'later,7']],
  ['words that each row has', ['Ann,Leuven,yes', 'Bo,Leuven,no']],
  ['one row of words', ['Name,Days']],
  ['one row of a timesheet', ['Employee,2024-01-15,2024-01-16']],
])('rows of %s have no header', (_what, sheet) => {
  expect(linesOf(sheet)).toEqual(sheet.map((row) => row.replaceAll(',', ' | ')));
});

test('a header is found below notes and names of groups of columns', () => {
  expect(
    linesOf([
      'Report,,as of May',
      'Name,Office,Leave,,,',
      'Name,Office,2024,2025,Since,Left',
      'Ann,Leuven,27,28,2019-04-01,',
      'Bo,Wavre,25,26,2020-05-01,2025-06-30',
    ]),
  ).toEqual([
    'Report | as of May',
    'Name | Office | Leave',
    'Name: Ann | Office: Leuven | 2024: 27 | 2025: 28 | Since: 2019-04-01',
    'Name: Bo | Office: Wavre | 2024: 25 | 2025: 26 | Since: 2020-05-01 | Left: 2025-06-30',
  ]);
});

test('names of columns in which nothing stands are kept', () => {
  expect(linesOf(['Name,Office,Days', 'Ann,,27'])).toEqual([
    'Name | Office | Days',
    'Name: Ann | Days: 27',
  ]);
});
