import Foundation
import JSONKit
import Testing

@testable import ExpressionKit

/// The value of an expression, as text.
private func text(_ source: String, locale: String = "en-US") throws -> String {
    let value = try AdaptiveExpression(source).evaluate([:], environment: ExpressionEnvironment(locale: locale))
    return try #require(value.asJSON.stringValue, "\(source)")
}

/// What the standard formats give for 5 January 2026, 14:03:07, as .NET 8 does on Linux, whose data are Unicode's.
private struct Standard: Sendable, CustomTestStringConvertible {
    let locale: String
    let values: [String: String]

    init(_ locale: String, _ values: KeyValuePairs<String, String>) {
        self.locale = locale
        self.values = Dictionary(uniqueKeysWithValues: values.map { ($0.key, $0.value) })
    }

    var testDescription: String { locale }
}

private let standards: [Standard] = [
    Standard(
        "en-US",
        [
            "d": "1/5/2026", "D": "Monday, January 5, 2026", "f": "Monday, January 5, 2026 2:03 PM",
            "F": "Monday, January 5, 2026 2:03:07 PM", "g": "1/5/2026 2:03 PM", "G": "1/5/2026 2:03:07 PM",
            "t": "2:03 PM", "T": "2:03:07 PM", "m": "January 5", "M": "January 5", "y": "January 2026",
            "Y": "January 2026", "U": "Monday, January 5, 2026 2:03:07 PM",
        ]),
    Standard(
        "en-GB",
        ["d": "05/01/2026", "g": "05/01/2026 14:03", "t": "14:03", "T": "14:03:07", "m": "5 January", "tt": "pm"]),
    Standard(
        "de-DE",
        [
            "d": "05.01.2026", "D": "Montag, 5. Januar 2026", "f": "Montag, 5. Januar 2026 14:03",
            "F": "Montag, 5. Januar 2026 14:03:07", "g": "05.01.2026 14:03", "G": "05.01.2026 14:03:07", "t": "14:03",
            "T": "14:03:07", "m": "5. Januar", "y": "Januar 2026", "d. MMM": "5. Jan.", "MMM": "Jan", "ddd": "Mo",
        ]),
    Standard("de-AT", ["D": "Montag, 5. Jänner 2026"]),
    Standard(
        "fr-FR",
        [
            "d": "05/01/2026", "D": "lundi 5 janvier 2026", "g": "05/01/2026 14:03", "T": "14:03:07",
            "m": "5 janvier", "y": "janvier 2026", "dddd d MMMM yyyy": "lundi 5 janvier 2026", "MMM": "janv.",
        ]),
    Standard("fr-CA", ["d": "2026-01-05", "D": "lundi 5 janvier 2026"]),
    Standard(
        "es-ES",
        [
            "d": "5/1/2026", "D": "lunes, 5 de enero de 2026", "g": "5/1/2026 14:03", "m": "5 de enero",
            "y": "enero de 2026", "tt": "p. m.",
        ]),
    Standard("pt-BR", ["d": "05/01/2026", "D": "segunda-feira, 5 de janeiro de 2026", "y": "janeiro de 2026"]),
    Standard("it-IT", ["d": "05/01/2026", "D": "lunedì 5 gennaio 2026"]),
    Standard("nl-NL", ["d": "05-01-2026", "D": "maandag 5 januari 2026", "yyyy/MM/dd": "2026-01-05"]),
    Standard(
        "tr-TR",
        ["d": "5.01.2026", "D": "5 Ocak 2026 Pazartesi", "t": "14:03", "m": "5 Ocak", "y": "Ocak 2026", "tt": "ÖS"]),
    Standard(
        "sv-SE",
        ["d": "2026-01-05", "D": "måndag 5 januari 2026", "g": "2026-01-05 14:03", "y": "januari 2026", "tt": "em"]),
    Standard(
        "fi-FI",
        [
            "d": "5.1.2026", "D": "maanantai 5. tammikuuta 2026", "t": "14.03", "T": "14.03.07", "y": "tammikuu 2026",
            "HH:mm": "14.03",
        ]),
    Standard("da-DK", ["d": "05.01.2026", "D": "mandag den 5. januar 2026", "t": "14.03", "m": "5. januar"]),
    Standard(
        "ru-RU",
        [
            "d": "05.01.2026", "D": "понедельник, 5 января 2026 г.", "m": "5 января", "y": "январь 2026 г.",
            "d MMMM": "5 января", "MMMM yyyy": "январь 2026", "dddd, MMMM": "понедельник, январь",
            "MMMM, dd": "января, 05",
        ]),
    Standard(
        "pl-PL",
        ["d": "5.01.2026", "D": "poniedziałek, 5 stycznia 2026", "m": "5 stycznia", "y": "styczeń 2026"]),
    Standard("cs-CZ", ["d": "05.01.2026", "D": "pondělí 5. ledna 2026", "y": "leden 2026"]),
    Standard("bg-BG", ["d": "5.01.2026 г."]),
    Standard("ca-ES", ["D": "dilluns, 5 de gener del 2026", "y": "gener del 2026"]),
    Standard("lt-LT", ["d": "2026-01-05", "D": "2026 m. sausio 5 d., pirmadienis", "y": "2026 m. sausis"]),
    Standard(
        "hi-IN",
        [
            "d": "5/1/2026", "D": "सोमवार, 5 जनवरी 2026", "t": "2:03 pm", "T": "2:03:07 pm", "g": "5/1/2026 2:03 pm",
            "m": "5 जनवरी", "y": "जनवरी 2026",
        ]),
    Standard(
        "ar-EG",
        [
            "d": "5\u{200F}/1\u{200F}/2026", "D": "الاثنين، 5 يناير 2026", "t": "2:03 م", "T": "2:03:07 م",
            "m": "5 يناير", "y": "يناير 2026", "yyyy/MM/dd": "2026/01/05",
        ]),
    Standard("ar-SA", ["y": "يناير 2026", "yyyy": "2026"]),
    Standard("he-IL", ["d": "5.1.2026", "D": "יום שני, 5 בינואר 2026"]),
    Standard("th-TH", ["d": "5/1/2026", "y": "มกราคม 2026"]),
    Standard(
        "ja-JP",
        [
            "d": "2026/01/05", "D": "2026年1月5日月曜日", "f": "2026年1月5日月曜日 14:03", "g": "2026/01/05 14:03",
            "t": "14:03", "m": "1月5日", "y": "2026年1月", "tt": "午後", "h t": "2 午",
        ]),
    Standard("zh-CN", ["d": "2026/1/5", "D": "2026年1月5日星期一", "y": "2026年1月"]),
    Standard("zh-TW", ["d": "2026/1/5", "D": "2026年1月5日 星期一", "t": "下午2:03", "T": "下午2:03:07"]),
    Standard("ko-KR", ["d": "2026. 1. 5.", "D": "2026년 1월 5일 월요일", "t": "오후 2:03", "y": "2026년 1월"]),
    // Spelt otherwise, a locale is the same.
    Standard("DE_de", ["D": "Montag, 5. Januar 2026"]), Standard("de", ["D": "Montag, 5. Januar 2026"]),
    Standard("de-DE-u-nu-arab", ["D": "Montag, 5. Januar 2026"]),
    Standard("sr-Latn-RS", ["D": "ponedeljak, 5. januar 2026."]), Standard("es-419", ["d": "5/1/2026"]),
    Standard("ca-ES-valencia", ["y": "gener del 2026"]), Standard("zh-Hant-HK", ["d": "5/1/2026"]),
    Standard("en-001", ["d": "05/01/2026"]),
]

@Suite("Formats follow the locale")
struct LocaleTests {
    @Test("of dates", arguments: standards)
    fileprivate func dates(standard: Standard) throws {
        for (format, expected) in standard.values {
            let call = "formatDateTime('2026-01-05T14:03:07Z', '\(format)'"
            #expect(try text("\(call), '\(standard.locale)')") == expected, "\(format)")
            guard standard.locale != "en-US" else { continue }
            #expect(try text("\(call))", locale: standard.locale) == expected, "\(format), the environment's")
        }
    }

    @Test(
        "as .NET documents it",
        arguments: [
            ("d", "en-US", "6/15/2009"), ("d", "fr-FR", "15/06/2009"), ("d", "ja-JP", "2009/06/15"),
            ("D", "en-US", "Monday, June 15, 2009"), ("D", "ru-RU", "понедельник, 15 июня 2009 г."),
            ("D", "de-DE", "Montag, 15. Juni 2009"), ("f", "en-US", "Monday, June 15, 2009 1:45 PM"),
            ("F", "en-US", "Monday, June 15, 2009 1:45:30 PM"), ("g", "en-US", "6/15/2009 1:45 PM"),
            ("g", "zh-CN", "2009/6/15 13:45"), ("G", "en-US", "6/15/2009 1:45:30 PM"),
            ("G", "zh-CN", "2009/6/15 13:45:30"), ("m", "en-US", "June 15"), ("m", "da-DK", "15. juni"),
            ("m", "id-ID", "15 Juni"), ("t", "en-US", "1:45 PM"), ("t", "hr-HR", "13:45"),
            ("T", "en-US", "1:45:30 PM"), ("T", "hr-HR", "13:45:30"), ("y", "en-US", "June 2009"),
            ("y", "da-DK", "juni 2009"), ("y", "id-ID", "Juni 2009"),
            // The page has these from Windows' data; .NET's own, Unicode's, differ by now:
            // f in sv-SE is "den 15 juni 2009 13:45", in el-GR "Δευτέρα, 15 Ιουνίου 2009 1:45 μμ", g in es-ES
            // "15/06/2009 13:45", t in ar-EG "01:45 م".
            ("f", "sv-SE", "måndag 15 juni 2009 13:45"), ("f", "el-GR", "Δευτέρα 15 Ιουνίου 2009 1:45 μμ"),
            ("g", "es-ES", "15/6/2009 13:45"), ("t", "ar-EG", "1:45 م"),
        ])
    func documented(format: String, locale: String, expected: String) throws {
        #expect(try text("formatDateTime('2009-06-15T13:45:30', '\(format)', '\(locale)')") == expected)
    }

    @Test(
        "but for those that programs read",
        arguments: ["en-US", "fr-FR", "fi-FI", "ar-EG", "th-TH", "ja-JP", "hi-IN"])
    func invariant(locale: String) throws {
        for (format, expected) in [
            ("R", "Mon, 05 Jan 2026 14:03:07 GMT"), ("r", "Mon, 05 Jan 2026 14:03:07 GMT"),
            ("o", "2026-01-05T14:03:07.0000000Z"), ("O", "2026-01-05T14:03:07.0000000Z"),
            ("s", "2026-01-05T14:03:07"), ("u", "2026-01-05 14:03:07Z"), ("", "2026-01-05T14:03:07.000Z"),
        ] {
            let source = "formatDateTime('2026-01-05T14:03:07Z', '\(format)', '\(locale)')"
            #expect(try text(source) == expected)
            #expect(try text("formatDateTime('2026-01-05T14:03:07Z')", locale: locale) == "2026-01-05T14:03:07.000Z")
        }
    }

    @Test("and AM or PM is what the published case wants of t without a locale")
    func halfOfDay() throws {
        #expect(try text("formatDateTime('2026-01-05T14:03:07Z', 't')") == "PM")
        #expect(try text("formatDateTime('2026-01-05T14:03:07Z', 't')", locale: "sv-SE") == "14:03")
    }

    @Test(
        "of dates in letters of one's own",
        arguments: [
            ("pl-PL", "MMMM", "styczeń"), ("pl-PL", "d MMMM", "5 stycznia"), ("pl-PL", "dddd", "poniedziałek"),
            ("pl-PL", "MMM", "sty"), ("en-US", "ddd", "Mon"), ("en-US", "'d: 'd\"M: \"M", "d: 5M: 1"),
            ("en-US", "\\é d é", "é 5 é"), ("ja-JP", "yyyy年M月", "2026年1月"), ("en-US", "%d", "5"),
            ("en-US", "yyyyy-yy", "02026-26"), ("en-US", "😀dddd😀", "😀Monday😀"), ("en-US", "'open d", "open d"),
        ])
    func customFormats(locale: String, format: String, expected: String) throws {
        let data: JSONValue = ["format": .string(format)]
        let value = try AdaptiveExpression("formatDateTime('2026-01-05T14:03:07Z', format, '\(locale)')").evaluate(data)
        #expect(value.asJSON.stringValue == expected)
    }

    @Test(
        "of numbers",
        arguments: [
            ("en-US", "-1,234,567.89"), ("en-GB", "-1,234,567.89"), ("de-DE", "-1.234.567,89"),
            ("de-CH", "-1’234’567.89"), ("fr-FR", "-1\u{A0}234\u{A0}567,89"), ("es-ES", "-1.234.567,89"),
            ("pl-PL", "-1\u{A0}234\u{A0}567,89"), ("tr-TR", "-1.234.567,89"), ("hi-IN", "-12,34,567.89"),
            ("en-IN", "-12,34,567.89"), ("bn-BD", "-12,34,567.89"), ("ja-JP", "-1,234,567.89"),
            ("sv-SE", "\u{2212}1\u{A0}234\u{A0}567,89"), ("ar-EG", "\u{61C}-1\u{66C}234\u{66C}567\u{66B}89"),
            ("he-IL", "\u{200E}-1,234,567.89"), ("pt-BR", "-1.234.567,89"),
        ])
    func numbers(locale: String, expected: String) throws {
        #expect(try text("formatNumber(-1234567.891, 2, '\(locale)')") == expected)
        #expect(try text("formatNumber(-1234567.891, 2)", locale: locale) == expected)
    }

    @Test(
        "of numbers of every size",
        arguments: [
            ("12", "hi-IN", 0, "12"), ("123", "hi-IN", 0, "123"), ("1234", "hi-IN", 0, "1,234"),
            ("12345", "hi-IN", 1, "12,345.0"), ("123456", "hi-IN", 0, "1,23,456"),
            ("12345678901", "hi-IN", 0, "12,34,56,78,901"), ("1234.5", "es-ES", 2, "1.234,50"),
            ("1234.5", "pl-PL", 2, "1\u{A0}234,50"), ("0", "de-DE", 2, "0,00"), ("-0.001", "sv-SE", 2, "0,00"),
            ("0.005", "de-DE", 2, "0,01"), ("999.995", "de-DE", 2, "1.000,00"), ("1e3", "de-DE", 0, "1.000"),
        ])
    func sizes(number: String, locale: String, places: Int, expected: String) throws {
        #expect(try text("formatNumber(float('\(number)'), \(places), '\(locale)')") == expected)
    }

    @Test(
        "of numbers that string writes",
        arguments: [
            ("-1234.5", "de-DE", "-1234,5"), ("-1234.5", "sv-SE", "\u{2212}1234,5"), ("1234.5", "en-US", "1234.5"),
            ("-0.5", "hi-IN", "-0.5"), ("1e30", "fr-FR", "1e+30"), ("1.5e-9", "fr-FR", "1,5e-9"), ("7", "ar-EG", "7"),
        ])
    func plainNumbers(number: String, locale: String, expected: String) throws {
        #expect(try text("string(float('\(number)'), '\(locale)')") == expected)
    }

    @Test("of every language that Foundation knows")
    func languages() throws {
        let languages = Set(Locale.availableIdentifiers.map { $0.prefix { $0 != "_" && $0 != "-" } }).map(String.init)
        #expect(languages.count > 100)
        let time = try #require(Timestamp("2026-09-09T23:59:59.9999999Z"))
        for language in languages {
            guard let name = try? LocaleName(language) else { continue }
            let format = LocaleFormat(reading: name)
            for names in [format.months.alone, format.months.shortAlone, format.months.besideDay] {
                #expect(names.count == 12, "\(language)")
            }
            #expect(format.months.shortBesideDay.count == 12, "\(language)")
            #expect(format.weekdays.count == 7 && format.shortWeekdays.count == 7, "\(language)")
            for letter in "dDtTgGfFmy" {
                let written = DateFormat.text(time, String(letter), format)
                let parts: [Character: [String]] = [
                    "d": ["2026", "9"], "D": ["2026", "9"], "t": ["59"], "T": ["59"], "g": ["2026", "59"],
                    "G": ["2026", "59"], "f": ["2026", "59"], "F": ["2026", "59"], "m": ["9"], "y": ["2026"],
                ]
                for part in parts[letter] ?? [] {
                    #expect(written.contains(part), "\(letter) in \(language) is \(written)")
                }
            }
            for field in ["ddd", "dddd", "MMM", "MMMM", "d", "M", "t", "tt", "g", "/", ":", "z", "zzz", "K", "f"] {
                let bytes = DateFormat.text(time, "%" + field, format).utf8.count
                #expect(bytes <= field.utf8.count * DateFormat.maxBytesPerLetter, "\(field) in \(language)")
            }
        }
    }

    @Test(
        "that exists",
        arguments: [
            "german", "de-", "de-DE-AT", "en-US-en-US", "Latn-de", "sr-RS-Latn", "de--DE", "-", "xx", "xx-YY", "de-XX",
            "de_DE.UTF-8", "C", "日本", "d\u{e9}", "de DE", "de-DE\u{0}", String(repeating: "de-", count: 20), "../de",
            "e\u{301}n-US", "en-US\u{301}",
        ])
    func unknown(locale: String) throws {
        for source in [
            "formatNumber(1, 2, name)", "formatDateTime('2026-01-05', 'd', name)", "addDays('2026-01-05', 1, '', name)",
            "toUpper('i', name)", "utcNow('D', name)",
        ] {
            let environment = ExpressionEnvironment(now: { Date(timeIntervalSince1970: 0) })
            let error = try #require(throws: ExpressionError.self, "\(source)") {
                try AdaptiveExpression(source).evaluate(["name": .string(locale)], environment: environment)
            }
            #expect(error.code == .value)
            #expect(error.message.contains("'\(locale.prefix(40))' is no locale"), "\(error.message)")
        }
    }

    @Test("is English where nobody names one")
    func unnamed() throws {
        for locale in ["", "en-US", "en", "EN_us"] {
            #expect(try text("formatDateTime('2026-01-05T14:03:07Z', 'G')", locale: locale) == "1/5/2026 2:03:07 PM")
            #expect(try text("formatNumber(1234.5, 1, '')", locale: locale) == "1,234.5")
        }
    }

    @Test("is asked for once, however it is spelt and whatever else was asked for")
    func cache() throws {
        _ = try text("formatDateTime('2026-01-05', 'D', 'fr-FR')")
        let first = try #require(LocaleFormat.known("fr-FR"))
        _ = try text("formatDateTime('2026-01-05', 'D', 'FR_fr')")
        #expect(LocaleFormat.known("FR_fr") === first)
        // As many spellings of one as nobody would remember: upper and lower case of six letters and two hyphens.
        for spelling in 0..<1024 {
            let name = "srlatnrs".enumerated().map { place, letter in
                spelling >> place & 1 == 0 ? "\(letter)" : letter.uppercased()
            }
            let hyphens = spelling >> 8 & 1 == 0 ? "-" : "_"
            let other = spelling >> 9 & 1 == 0 ? "-" : "_"
            let locale = name[0...1].joined() + hyphens + name[2...5].joined() + other + name[6...7].joined()
            #expect(try text("formatDateTime('2026-01-05', 'y', '\(locale)')") == "januar 2026.")
        }
        #expect(try text("formatDateTime('2026-01-05', 'D', 'fr-FR')") == "lundi 5 janvier 2026")
    }
}
