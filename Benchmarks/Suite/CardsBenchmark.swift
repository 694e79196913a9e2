import ExpressionKit
import Foundation
import JSONKit
import TeamsCards

/// Templates that are read once and filled with other data each time, and expressions.
func measureCards() throws {
    let weather = try CardTemplate(CardSamples.weather)
    let forecasts = (0..<256).map(CardSamples.weatherData)
    try reportRate("weather sample, expansions", 3000) { _ = try weather.expand(forecasts[$0 & 255]) }

    let notification = try CardTemplate(CardSamples.notification)
    let orders = (0..<256).map(CardSamples.notificationData)
    try reportRate("notification with ten bindings, expansions", 20_000) {
        _ = try notification.expand(orders[$0 & 255])
    }
    try reportRate("notification with ten bindings, expanded and written", 20_000) {
        _ = try notification.expand(orders[$0 & 255]).card.serialized()
    }

    let expressions = try CardSamples.expressions.map { try AdaptiveExpression($0) }
    try reportRate("twenty typical expressions, evaluations", 100_000) {
        _ = try expressions[$0 % expressions.count].evaluate(orders[$0 & 255])
    }
    try reportRate("twenty typical expressions, read", 20_000) {
        _ = try AdaptiveExpression(CardSamples.expressions[$0 % expressions.count])
    }
}

/// Fills the template of that name so often, and prints the last card: for who counts allocations or compares cards.
func expandCards(_ name: String, times: Int) throws {
    let isWeather = name == "weather"
    let template = try CardTemplate(isWeather ? CardSamples.weather : CardSamples.notification)
    let data = (0..<256).map(isWeather ? CardSamples.weatherData : CardSamples.notificationData)
    var card: JSONValue = nil
    for number in 0..<times {
        let result = try template.expand(data[number & 255])
        precondition(result.warnings.isEmpty, "the sample has \(result.warnings)")
        card = result.card
    }
    print(card.text())  // what Benchmarks/run compares with the card of its peer
}

private func reportRate(_ name: String, _ count: Int, _ body: (Int) throws -> Void) throws {
    var number = 0
    let seconds = try secondsPerCall(count) {
        try body(number)
        number += 1
    }
    report(name, 1 / seconds, "/s")
}
