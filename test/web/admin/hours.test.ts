import { shownEnd, spanProblem, takenEnd, usualHours, withOneMore, withSpans } from '../../../web/admin/hours.ts';

test('a day without hours is closed, and left out', () => {
  const hours = withSpans(usualHours, 'mon', []);
  expect(Object.keys(hours)).toEqual(['tue', 'wed', 'thu', 'fri']);
});

test('days keep their order whenever they are added', () => {
  const hours = withOneMore(withSpans({}, 'fri', [{ from: '10:00', to: '12:00' }]), 'mon');
  expect(hours).toEqual({ mon: [{ from: '09:00', to: '17:00' }], fri: [{ from: '10:00', to: '12:00' }] });
});

test('another span begins an hour after the last one', () => {
  expect(withOneMore({ mon: [{ from: '09:00', to: '12:30' }] }, 'mon').mon).toEqual([
    { from: '09:00', to: '12:30' },
    { from: '13:30', to: '24:00' },
  ]);
});

test.each([
  [[], undefined],
  [[{ from: '09:00', to: '12:00' }], undefined],
  [[{ from: '12:00', to: '09:00' }], 'order'],
  [[{ from: '09:00', to: '09:00' }], 'order'],
  [[{ from: '', to: '09:00' }], 'order'],
  [
    [
      { from: '13:00', to: '17:00' },
      { from: '09:00', to: '12:00' },
    ],
    undefined,
  ],
  [
    [
      { from: '09:00', to: '13:00' },
      { from: '12:00', to: '17:00' },
    ],
    'overlap',
  ],
  [
    [
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '24:00' },
    ],
    undefined,
  ],
])('the hours %j have the problem %s', (spans, problem) => {
  expect(spanProblem(spans)).toBe(problem);
});

test('the end of the day is shown as midnight, which a time field knows', () => {
  expect([shownEnd('24:00'), takenEnd('00:00'), takenEnd(shownEnd('17:00'))]).toEqual(['00:00', '24:00', '17:00']);
});
