import Foundation

/// The name of a locale, as in `de-DE`, `sr-Latn-RS` or `es-419`: a language that exists, and where they are given a
/// script and a region.
///
/// - SeeAlso: [BCP 47](https://www.rfc-editor.org/info/bcp47)
struct LocaleName {
    /// Lower case, with hyphens: one text for one locale.
    let text: String

    /// `_` is read as `-`. What begins with an extension, as in `de-DE-u-nu-latn`, is left out.
    init(_ name: String) throws(Failure) {
        let unknown = Failure.value(
            "'\(name.prefix(40))' is no locale; a locale is a language, or a language and a region, as in de or de-DE")
        guard (2...40).contains(name.utf8.count) else { throw unknown }
        let lower = name.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "_"): UInt8(ascii: "-")
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            default: byte
            }
        }
        let subtags = lower.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard
            subtags.allSatisfy({ subtag in
                (1...8).contains(subtag.count) && subtag.allSatisfy { Self.isLetter($0) || Self.isDigit($0) }
            })
        else { throw unknown }
        var rest = subtags.prefix { $0.count > 1 }
        text = rest.map(Self.text).joined(separator: "-")
        guard let language = rest.popFirst(), (2...3).contains(language.count), language.allSatisfy(Self.isLetter),
            Locale.LanguageCode(Self.text(language)).isISOLanguage
        else { throw unknown }
        if let script = rest.first, script.count == 4, script.allSatisfy(Self.isLetter) { rest.removeFirst() }
        if let region = rest.first, Self.isRegion(region) {
            let code = Self.text(region).uppercased()
            guard Locale.Region(code).isISORegion else {
                throw .value(
                    "'\(name)' is no locale: there is no region \(code); the language alone is \(Self.text(language))")
            }
            rest.removeFirst()
        }
        // What is left are variants, as in ca-ES-valencia.
        guard rest.allSatisfy({ $0.count > 4 || $0.count == 4 && $0.first.map(Self.isDigit) == true }) else {
            throw unknown
        }
    }

    /// Whether it is the English of the United States, which is built in.
    var isAmerican: Bool { text == "en-us" || text == "en" }

    /// The part before the first hyphen.
    var language: Substring { text.prefix { $0 != "-" } }

    private static func isRegion(_ subtag: ArraySlice<UInt8>) -> Bool {
        subtag.count == 2 ? subtag.allSatisfy(isLetter) : subtag.count == 3 && subtag.allSatisfy(isDigit)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
