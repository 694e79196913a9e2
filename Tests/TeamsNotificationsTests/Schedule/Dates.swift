import Foundation
import ServiceKit
import Testing

/// An instant by its text.
func date(_ text: String) throws -> Date {
    let time = try #require(ISO8601Time(text))
    return Date(timeIntervalSince1970: Double(time.millisecondsSince1970) / 1000)
}
