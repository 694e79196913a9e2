// The two sample templates of Benchmarks/Suite/CardSamples.swift as plain functions that put the card's JSON together
// with template literals: what the engine can do at best. There is no template to read, no name to look up, and no
// limit to keep. Medians of five runs, one line each: name, value, unit.
//
// usage: node cards.js [weather|notification NUMBER]
'use strict'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December']
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

// A value from outside may hold anything: what goes into JSON is escaped where it must be.
const special = /["\\\u0000-\u001f]/
const text = (value) => {
  const string = String(value)
  return special.test(string) ? JSON.stringify(string).slice(1, -1) : string
}
const whole = (number) => String(Math.round(number))
const clock = (date) =>
  `${date.getUTCHours() % 12 || 12}:${String(date.getUTCMinutes()).padStart(2, '0')} ` +
  `${date.getUTCHours() < 12 ? 'AM' : 'PM'}`

function day (entry, place) {
  const weekday = weekdays[new Date(entry.dt * 1000).getUTCDay()]
  return `{"type":"Column","width":"20","items":[{"type":"TextBlock","horizontalAlignment":"center","wrap":true,\
"text":"${weekday}"},{"type":"Image","size":"auto","url":"https://contoso.com/${text(entry.weather[0].icon)}.png",\
"altText":"${text(entry.weather[0].main)}"},{"type":"FactSet","facts":[\
{"title":"High","value":"${whole(entry.main.temp_max)}"},{"title":"Low","value":"${whole(entry.main.temp_min)}"}]}],\
"selectAction":{"type":"Action.OpenUrl","title":"View ${weekday}",\
"url":"https://contoso.com/forecast/${text(place.id)}/${text(entry.dt)}"}}`
}

function weather ({ place, list }) {
  const now = list[0]
  const date = new Date(now.dt * 1000)
  const month = months[date.getUTCMonth()]
  return `{"type":"AdaptiveCard","$schema":"http://adaptivecards.io/schemas/adaptive-card.json","version":"1.5",\
"speak":"The forecast for ${text(place.city)} ${month} ${date.getUTCDate()} is mostly clear with a high of \
${whole(now.main.temp_max)} degrees and a low of ${whole(now.main.temp_min)} degrees","body":[\
{"type":"TextBlock","text":"${text(place.city)}, ${text(place.state)}","size":"large","isSubtle":true,"wrap":true,\
"style":"heading"},{"type":"TextBlock","text":"${month.slice(0, 3)} ${date.getUTCDate()}, ${date.getUTCFullYear()} \
${clock(date)}","spacing":"none","wrap":true},{"type":"ColumnSet","columns":[\
{"type":"Column","width":"auto","items":[{"type":"Image","url":"https://contoso.com/${text(now.weather[0].icon)}.png",\
"size":"small","altText":"${text(now.weather[0].main)}"}]},\
{"type":"Column","width":"auto","items":[{"type":"TextBlock","text":"${whole(now.main.temp)}","size":"extraLarge",\
"spacing":"none","wrap":true}]},\
{"type":"Column","width":"stretch","items":[{"type":"TextBlock","text":"°F","weight":"bolder","spacing":"small",\
"wrap":true}]},\
{"type":"Column","width":"stretch","items":[{"type":"TextBlock","text":"Hi ${whole(now.main.temp_max)}",\
"horizontalAlignment":"left","wrap":true},{"type":"TextBlock","text":"Lo ${whole(now.main.temp_min)}",\
"horizontalAlignment":"left","spacing":"none","wrap":true}]}]},\
{"type":"ColumnSet","columns":[${list.filter((_, index) => index < 4).map((entry) => day(entry, place)).join(',')}]}]}`
}

function notification ({ title, message, person, order }) {
  const number = typeof order.number === 'number' ? order.number : `"${text(order.number)}"`
  return `{"type":"AdaptiveCard","version":"1.5","body":[\
{"type":"TextBlock","text":"${text(title)}","size":"large","weight":"bolder","wrap":true},\
{"type":"TextBlock","text":"Hello ${text(person.firstName)}, ${text(message)}","wrap":true},\
{"type":"FactSet","facts":[{"title":"Order","value":${number}},{"title":"Due","value":"${text(order.due)}"},\
{"title":"Owner","value":"${text(order.owner.name)}"},\
{"title":"Total","value":"${text(order.total)} ${text(order.currency)}"}]}],"actions":[\
{"type":"Action.OpenUrl","title":"Open","url":"https://contoso.com/orders/${text(order.number)}"},\
{"type":"Action.Submit","title":"Not mine","data":{"action":"reject","order":${number}}}]}`
}

// The data of CardSamples.swift.
const weatherData = (number) => ({
  place: { id: number, city: 'Redmond', state: 'WA' },
  list: [0, 1, 2, 3, 4].map((day) => ({
    dt: 1572458400 + 86400 * day + number,
    main: { temp: 281.55 + number % 20, temp_min: 276.1 + number % 20, temp_max: 287.4 + number % 20 },
    weather: [{ id: 800, main: 'Clear', icon: '01d' }]
  }))
})
const notificationData = (number) => ({
  title: 'An order waits for you',
  message: 'please look at it by tomorrow.',
  person: { firstName: `Ada ${number}`, lastName: 'Lovelace' },
  order: { number, due: '2026-11-20', owner: { name: 'Grace Hopper' }, total: 12.5, currency: 'EUR' }
})

const samples = { weather: [weather, weatherData], notification: [notification, notificationData] }

function rate ([expand, makeData]) {
  const data = Array.from({ length: 256 }, (_, number) => makeData(number))
  const count = 100000
  let bytes = 0
  const runs = []
  for (let run = 0; run < 6; run++) {
    const start = process.hrtime.bigint()
    // A text that nobody reads may never be put together: the last character is looked at.
    for (let number = 0; number < count; number++) {
      const card = expand(data[number & 255])
      bytes += card.charCodeAt(card.length - 1)
    }
    runs.push(count / (Number(process.hrtime.bigint() - start) / 1e9))
  }
  if (bytes === 0) throw new Error('no card was made')
  // The first run is the compiler's.
  return runs.slice(1).sort((left, right) => left - right)[2]
}

const [name, number] = process.argv.slice(2)
if (name) {
  const [expand, makeData] = samples[name]
  console.log(expand(makeData(Number(number))))
} else {
  for (const [name, sample] of Object.entries(samples)) {
    console.log(`${name}, plain JavaScript (node ${process.versions.node})\t${rate(sample).toFixed(0)}\t/s`)
  }
}
