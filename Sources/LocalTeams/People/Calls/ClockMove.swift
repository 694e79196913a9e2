internal import JSONKit

/// `POST /clock`: where a virtual clock goes.
enum ClockMove: StrictlyDecodable {
    case by(Duration)
    case to(Instant)

    init(from reader: inout StrictReader) throws(StrictError) {
        self = try reader.exactlyOne(
            of: StrictAlternative("advance", reading: Self.advance), StrictAlternative("now", reading: Self.now))
    }

    private static func advance(_ reader: inout StrictReader) throws(StrictError) -> ClockMove {
        let seconds: Double = try reader.required("advance")
        guard seconds >= 0, seconds <= 1e10 else {
            throw reader.error(at: "advance", "must be a number of seconds from 0 to 10000000000")
        }
        return .by(.milliseconds(Int64((seconds * 1000).rounded())))
    }

    private static func now(_ reader: inout StrictReader) throws(StrictError) -> ClockMove {
        guard let instant = Instant(text: try reader.required("now")) else {
            throw reader.error(at: "now", "must be an instant such as 2026-11-20T08:00:00Z")
        }
        return .to(instant)
    }
}
