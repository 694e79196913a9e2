import Glibc
import JSONKit
import TeamsCards

/// The time that this process has had a core for, in seconds. What else runs on the machine does not count.
func processorTime() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// How often `work` runs in a second of one core: the median of five runs.
func perSecond(_ count: Int, _ work: (Int) throws -> Void) rethrows -> Int {
    var figures: [Double] = []
    for _ in 0..<5 {
        let start = processorTime()
        for number in 0..<count { try work(number) }
        figures.append(Double(count) / (processorTime() - start))
    }
    return Int(figures.sorted()[2])
}

func report(_ name: String, _ figure: Int) { print("\(name): \(figure)/s") }

let weather = try CardTemplate(Samples.weather)
let forecasts = (0..<256).map(Samples.weatherData)
report("weather sample, expanded", try perSecond(5000) { _ = try weather.expand(forecasts[$0 & 255]) })

let notification = try CardTemplate(Samples.notification)
let orders = (0..<256).map(Samples.notificationData)
report(
    "notification with ten bindings, expanded", try perSecond(20_000) { _ = try notification.expand(orders[$0 & 255]) })
report(
    "notification with ten bindings, expanded and written",
    try perSecond(20_000) { _ = try notification.expand(orders[$0 & 255]).card.serialized() })

let expressions = try Samples.expressions.map { try AdaptiveExpression($0) }
report(
    "twenty expressions, evaluations",
    try perSecond(100_000) { _ = try expressions[$0 % 20].evaluate(orders[$0 & 255]) })
report("twenty expressions, read", try perSecond(20_000) { _ = try AdaptiveExpression(Samples.expressions[$0 % 20]) })
for (place, expression) in expressions.enumerated() where CommandLine.arguments.contains("--each") {
    report(Samples.expressions[place], try perSecond(20_000) { _ = try expression.evaluate(orders[$0 & 255]) })
}
