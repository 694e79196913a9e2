import Foundation
import Teams
import TeamsNotifications

/// The weather of each weekday, at nine o'clock where each person is.
func addForecast(to notifications: Notifications, zone: String) {
    notifications.on(Weekdays(), idempotencyKey: { "forecast-\($0)" }) { day in
        let content = NotificationContent.card(forecastCard, data: forecast(of: day)).summarized("The weather today")
        return NotificationRequest(
            to: .scope(.personal), content, about: "forecast", at: try .localTime("\(day)T09:00", fallback: zone),
            priority: .bulk)
    }
}

/// Ask your weather service here.
private func forecast(of day: String) -> JSONValue {
    ["day": .string(day), "sky": "Rain, clearing at noon", "degrees": 7]
}

private let forecastCard: JSONValue = [
    "type": "AdaptiveCard", "version": "1.5",
    "body": [
        ["type": "TextBlock", "text": "The weather on ${day}", "weight": "Bolder", "wrap": true],
        ["type": "TextBlock", "text": "${sky}, ${degrees} °C", "wrap": true],
        ["type": "TextBlock", "text": "You get this each weekday at nine.", "isSubtle": true, "wrap": true],
    ],
]

/// The next weekday, each as soon as the day before it begins, in UTC: `2026-11-30`. After a restart the same one comes
/// again, which the idempotency key makes harmless.
struct Weekdays: AsyncSequence, AsyncIteratorProtocol {
    private var last: String?

    func makeAsyncIterator() -> Weekdays { self }

    mutating func next() async throws -> String? {
        while true {
            let day = Self.weekday(after: Date())
            if day != last {
                last = day
                return day
            }
            // Until the day has changed; ten minutes are early enough for nine in the morning.
            try await Task.sleep(for: .seconds(600))
        }
    }

    /// The first day from Monday to Friday after the one of `date`.
    static func weekday(after date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var day = date.addingTimeInterval(86_400)
        while calendar.isDateInWeekend(day) { day.addTimeInterval(86_400) }
        return day.formatted(.iso8601.year().month().day())
    }
}
