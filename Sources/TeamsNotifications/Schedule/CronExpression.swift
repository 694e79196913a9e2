/// A recurring time as cron writes it: five fields (minute, hour, day of the month, month, day of the week), or six
/// with the seconds first, as NCRONTAB has them.
///
/// ```swift
/// try CronExpression("0 9 * * 1-5")       // at nine, Monday to Friday
/// try CronExpression("*/30 * * * * *")    // every 30 seconds
/// try CronExpression("0 17 L * *")        // at five on the last day of each month
/// ```
/// A field is `*`, a number, a name of three letters (`mon`, `jan`), a range `1-5`, a step `*/15` or `10-40/10`
/// (`10/10`: from ten on), or a list of these. `?` is `*` in the two fields of days, `L` the last day of the month;
/// `0` and `7` are Sunday. `@hourly`, `@daily` (`@midnight`), `@weekly`, `@monthly` and `@yearly` (`@annually`) stand
/// for whole expressions.
///
/// When both fields of days are restricted, five fields mean either, as in every cron, and six fields mean both, as in
/// NCRONTAB.
/// - SeeAlso: [crontab(5)](https://man7.org/linux/man-pages/man5/crontab.5.html) and [NCRONTAB
///   expressions](https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions)
public struct CronExpression: Sendable, Hashable, CustomStringConvertible {
    /// The expression as it was written.
    public let text: String
    let second: CronField
    let minute: CronField
    let hour: CronField
    let day: CronField
    let month: CronField
    let weekday: CronField
    /// Whether one of both fields of days is enough.
    let isEitherDay: Bool

    /// Reads an expression.
    /// - Throws: ``NotificationError`` that names the field and what is wrong with it, or says that it never comes.
    public init(_ text: String) throws(NotificationError) {
        guard text.utf8.count <= 256 else {
            throw NotificationError(.invalid, "a cron expression has at most 256 characters")
        }
        let words = try Self.words(text)
        guard words.count == 5 || words.count == 6 else {
            throw NotificationError(
                .invalid,
                "a cron expression has five fields (minute, hour, day of the month, month, day of the week), or six "
                    + "with the seconds first, but \"\(text.prefix(64))\" has \(words.count)")
        }
        let fields = words.suffix(5)
        func field(_ place: Int, _ kind: CronField.Kind) throws(NotificationError) -> CronField {
            try Self.field(fields[fields.startIndex + place], kind)
        }
        self.text = text
        second = words.count == 6 ? try Self.field(words[0], .second) : .zero
        minute = try field(0, .minute)
        hour = try field(1, .hour)
        day = try field(2, .day)
        month = try field(3, .month)
        weekday = try field(4, .weekday)
        isEitherDay = words.count == 5 && !day.hasStar && !weekday.hasStar
        guard comes else {
            throw NotificationError(.invalid, "\"\(text)\" never comes: none of its months has such a day")
        }
    }

    /// The expression as it was written.
    public var description: String { text }

    private static func field(_ text: Substring, _ kind: CronField.Kind) throws(NotificationError) -> CronField {
        do {
            return try CronField(text, kind)
        } catch {
            throw NotificationError(.invalid, "the field \(kind.name) \(error.text)")
        }
    }

    private static func words(_ text: String) throws(NotificationError) -> [Substring] {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count == 1, words[0].hasPrefix("@") else { return words }
        guard let expression = names[words[0].lowercased()] else {
            let known = names.keys.sorted().joined(separator: ", ")
            throw NotificationError(.invalid, "\"\(text)\" is not known; what is known: \(known)")
        }
        return expression.split(separator: " ")
    }

    private static let names = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
    ]
}
