public import Foundation
internal import JSONKit
internal import ServiceKit

/// An instant as the wire writes it: ISO 8601 with an offset, for instance `2026-11-20T08:00:00.1230000Z`.
///
/// The written form is kept, so that a value that nobody understands survives too.
public struct Timestamp: Identifier {
    /// The instant as it is written on the wire.
    public let rawValue: String
    /// Takes the instant as it is written on the wire.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The instant, in UTC or with the offset of a clock on the wall.
    /// - Parameters:
    ///   - date: the instant.
    ///   - offsetSeconds: the clock's distance from UTC, in seconds; whole minutes, less than a day, are written.
    ///   - fractionDigits: how many digits follow the second, 0 to 9. The service writes 7.
    public init(_ date: Date, offsetSeconds: Int = 0, fractionDigits: Int = 7) {
        let digits = min(max(fractionDigits, 0), 9)
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let exact = date.timeIntervalSince1970
        let clamped = exact.isNaN ? 0 : min(max(exact, -62_135_596_800), 253_402_300_799)
        var seconds = Int(clamped.rounded(.down))
        var fraction = Int(((clamped - Double(seconds)) * Double(min(scale, 1_000_000))).rounded())
        if fraction >= min(scale, 1_000_000) {
            fraction = 0
            seconds += 1
        }
        let offset = min(max(offsetSeconds, -86_340), 86_340)
        let time = ISO8601Time(
            secondsSince1970: seconds, nanoseconds: fraction * (1_000_000_000 / min(scale, 1_000_000)),
            offsetSeconds: offset)
        rawValue = time.text(fractionDigits: digits)
    }

    /// The instant; nil when the text is not ISO 8601 with an offset.
    public var date: Date? {
        ISO8601Time(rawValue).map {
            Date(timeIntervalSince1970: Double($0.secondsSince1970) + Double($0.nanoseconds) / 1e9)
        }
    }

    /// The distance of the writer's clock from UTC, in seconds; nil when the text is not ISO 8601 with an offset.
    public var offsetSeconds: Int? { ISO8601Time(rawValue)?.offsetSeconds }

    /// Orders by instant, or by the written form where one is not an instant.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left.date, right.date) {
        case (let first?, let second?) where first != second: first < second
        case (.some, nil): true
        case (nil, .some): false
        default: left.rawValue < right.rawValue
        }
    }
}
