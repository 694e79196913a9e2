// Cards to begin with. Each is a template with its data.

const card = (body, actions) => ({
  type: 'AdaptiveCard',
  $schema: 'https://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body,
  ...(actions && { actions }),
});

const approval = {
  name: 'A request to approve',
  card: card([
    {
      type: 'TextBlock',
      text: 'Berth ${berth} for ${ship}',
      size: 'large',
      weight: 'bolder',
      style: 'heading',
      wrap: true,
    },
    { type: 'Badge', text: 'Waiting', style: 'Warning', appearance: 'Tint' },
    {
      type: 'FactSet',
      facts: [
        { title: 'Asked by', value: '${who}' },
        { title: 'From', value: "${formatDateTime(from, 'yyyy-MM-dd')}" },
        { title: 'Nights', value: '${string(nights)}' },
      ],
    },
    { type: 'Input.Text', id: 'comment', label: 'Comment', isMultiline: true, placeholder: 'What they should know' },
  ], [
    { type: 'Action.Execute', title: 'Approve', verb: 'approve', style: 'positive', data: { berth: '${berth}' } },
    { type: 'Action.Execute', title: 'Decline', verb: 'decline', style: 'destructive', data: { berth: '${berth}' } },
  ]),
  data: { berth: 'four', ship: 'Aurora', who: 'Ines Okafor', from: '2026-11-20T06:00:00Z', nights: 3 },
};

const figures = {
  name: 'Figures of a week',
  card: card([
    { type: 'TextBlock', text: 'Ships this week', size: 'large', weight: 'bolder', style: 'heading' },
    {
      type: 'Chart.VerticalBar',
      title: 'Ships a day',
      xAxisTitle: 'Day',
      yAxisTitle: 'Ships',
      showBarValues: true,
      data: [['Mon', 12], ['Tue', 18], ['Wed', 9], ['Thu', 21], ['Fri', 16]].map(([x, y]) => ({ x, y })),
    },
    {
      type: 'Chart.Donut',
      title: 'What they carry',
      value: '76',
      data: [['Containers', 41], ['Fish', 22], ['Timber', 13]].map(([legend, value]) => ({ legend, value })),
    },
  ]),
  data: null,
};

const list = {
  name: 'A list from data',
  card: card([
    { type: 'TextBlock', text: 'High water in ${place}', weight: 'bolder', size: 'medium', wrap: true },
    {
      type: 'ColumnSet',
      $data: '${tides}',
      columns: [
        { type: 'Column', width: 'stretch', items: [{ type: 'TextBlock', text: '${time}', wrap: true }] },
        {
          type: 'Column',
          width: 'auto',
          items: [{ type: 'TextBlock', text: '${string(metres)} m', weight: 'bolder' }],
        },
      ],
    },
    { type: 'TextBlock', $when: '${count(tides) > 2}', text: 'Spring tide', color: 'attention', wrap: true },
  ]),
  data: {
    place: 'Port Anna',
    tides: [{ time: '05:12', metres: 3.4 }, { time: '11:20', metres: 0.6 }, { time: '17:41', metres: 3.7 }],
  },
};

export const samples = [approval, figures, list];
