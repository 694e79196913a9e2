public import JSONKit

/// Makes up calls of the functions of expressions: with arguments that fit, with one that does not, and with whatever
/// comes. Which, decides a source of numbers: a seed in a test, bytes in a fuzzer.
public struct FunctionCalls<Numbers: RandomNumberGenerator> {
    private var numbers: Numbers
    private let names: [String]
    private var values = 0
    /// What the names in a call mean; values that JSON lacks are wrapped, as in `{"$bytes": [1]}`.
    public private(set) var data: JSONObject = [:]

    /// Calls of `names`, which `numbers` decides on.
    public init(of names: [String], _ numbers: Numbers) {
        self.names = names
        self.numbers = numbers
        data = [
            "huge": .string(String(repeating: "aé1 ", count: 4000)), "deep": Self.deep(60), "deeper": Self.deep(250),
            "bytes": ["$bytes": [0, 255, 195]], "day": ["$date": "2024-02-29T23:59:59.999Z"],
            "timex": ["$timex": "XXXX-12-24"], "nothing": nil,
            "many": .array((0..<300).map { .number(JSONNumber($0 % 7)) }),
            "object": ["a": 1, "B": [true, nil], "é": 2, "e\u{301}": 3],
            "list": [3, "x", 1.5, ["a": "b"], ["a": "a"], nil],
        ]
    }

    private static func deep(_ levels: Int) -> JSONValue { (0..<levels).reduce(1) { value, _ in [value] } }

    /// An expression with a call of `name`, or of any function or operator.
    public mutating func next(_ name: String? = nil) -> String {
        values = 0
        if let name { return call(name, depth: 0) }
        return chance(5) ? operation(depth: 0) : call(pick(names), depth: 0)
    }

    /// A call with arguments that fit.
    public static func sample(_ name: String) -> String {
        "\(name)(\((functionSamples[name] ?? []).joined(separator: ", ")))"
    }

    private mutating func number(below count: Int) -> Int { Int(truncatingIfNeeded: numbers.next() % UInt64(count)) }
    private mutating func chance(_ one: Int) -> Bool { number(below: one) == 0 }
    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(below: elements.count)] }

    private mutating func call(_ name: String, depth: Int) -> String {
        var arguments = functionSamples[name] ?? []
        switch number(below: 4) {
        case 0: break
        case 1:
            arguments = []
            for _ in 0..<number(below: 5) { arguments.append(argument(depth + 1)) }
        default:
            guard !arguments.isEmpty else { break }
            for _ in 0...number(below: 2) { arguments[number(below: arguments.count)] = argument(depth + 1) }
        }
        if chance(8) { arguments.append(argument(depth + 1)) }
        return "\(name)(\(arguments.joined(separator: ", ")))"
    }

    private mutating func operation(depth: Int) -> String {
        let sign = pick(oddOperators)
        let left = argument(depth + 1)
        if ["!", "-", "+"].contains(sign), chance(3) { return "\(sign)(\(left))" }
        if sign == "?" { return "(\(left)) ? (\(argument(depth + 1))) : (\(argument(depth + 1)))" }
        if sign == "!" { return "!(\(left))" }
        return "(\(left)) \(sign) (\(argument(depth + 1)))"
    }

    private mutating func argument(_ depth: Int) -> String {
        switch number(below: 8) {
        case 0 where depth < 3: return call(pick(names), depth: depth)
        case 1 where depth < 3: return operation(depth: depth)
        case 2: return pick(oddNumbers)
        case 3: return data.names.isEmpty ? "nothing" : pick(data.names)
        case 4:
            let fitting = functionSamples[pick(names)] ?? []
            return fitting.isEmpty ? "1" : pick(fitting)
        case 5: return pick(oddExpressions)
        default: return text()
        }
    }

    /// A name whose value is an odd text, or parts of two, or noise.
    private mutating func text() -> String {
        var text = pick(oddTexts)
        if chance(3) { text += pick(oddTexts) }
        if chance(4) {
            let scalars = Array(text.unicodeScalars)
            let start = number(below: scalars.count + 1)
            text =
                String(String.UnicodeScalarView(scalars[start...]))
                + String(String.UnicodeScalarView(scalars[..<start]))
        }
        if chance(6) {
            for _ in 0..<number(below: 12) { text.unicodeScalars.append(Unicode.Scalar(UInt8(number(below: 256)))) }
        }
        values += 1
        data["t\(values)"] = .string(text)
        return "t\(values)"
    }
}

private let oddOperators = [
    "+", "-", "*", "/", "%", "^", "&", "==", "!=", "<>", "<", "<=", ">", ">=", "&&", "||", "??", "!", "?",
]

private let oddNumbers = [
    "0", "1", "-1", "2", "3.5", "-0.0", "0.1", "100", "9223372036854775807", "(0 - 9223372036854775807 - 1)",
    "9007199254740993", "4611686018427387904", "2147483648", "-2147483649", "10 ^ 308", "-(10 ^ 308)", "10 ^ -320",
    "65536",
    "1785135600000", "1000000", "253402300800", "3155378975999999999", "-62135596801", "0.5", "15", "21",
]

private let oddExpressions = [
    "null", "undefined", "true", "false", "[]", "{}", "[[]]", "['é', 'é', 'e\u{301}']", "{a: [1]}", "huge", "deep",
    "deeper",
    "bytes", "day", "timex", "many", "object", "list", "missing", "missing.a[0]", "list[0]", "object.é", "range(1, 99)",
    "binary('a')", "json('{}')", "x", "[object, object]", "foreach(many, m, [m])", "createArray()", "`a${1}b`",
]

private let oddTexts = [
    "", " ", "a", "é", "e\u{301}", "\u{301}", "😀", "👨‍👩‍👧", "\u{0}", "\r\n", "ß", "İ", "ı", "K", "aa", "1", "-1", "1e308",
    "٣", "0x10",
    "9223372036854775808", "2024-02-29", "2018-03-15T13:00:00.111Z", "0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.9999999Z",
    "2018-03-15T13:00:00+14:00", "03/15/2018 1:00:00 PM", "Thu, 15 Mar 2018 13:00:00 GMT", "2018-13-45",
    "2018-02-30T25:61:61Z",
    "XXXX-12-24", "XXXX-02-30", "TXX:12:00", "T24", "PT5M", "PRESENT_REF", "(2024-01-01,2024-02-01,P1M)", "2024-W10",
    "Tmorning",
    "Europe/Berlin", "Pacific Standard Time", "UTC", "Etc/GMT+14", "../../etc/passwd", "Nowhere/City",
    "de-DE", "tr-TR", "ar-EG", "hi-IN", "ja-JP", "fa-IR", "th-TH-u-ca-buddhist", "zz-ZZ", "x", "en_US@calendar=islamic",
    "yyyy-MM-dd", "dddd, d MMMM yyyy HH:mm:ss.fffffff tt", "D", "F", "R", "o", "'", "\\", "%d", "''''", "yyyyyyyyyyyy",
    "K", "zzz",
    "Day", "Month", "Year", "Week", "Hour", "Minute", "Second", "Fortnight",
    "<a b='1'>x<c/>é</a>", "<a><a><a>1</a></a></a>", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a",
    "<?xml version='1.0'?><a/>",
    "/a/c", "//*[count(.//*) > 0]", "sum(//a)", "//a/@b", "//*[last()]", "string(//a)", "/a[", "//text() | //@*",
    "not(//c)",
    "//a[contains(., 'x') or position() = 2]/..", "ancestor::*", "1 div 0", "$.a[*]", "$..a", ".a{.b > 1}",
    "$[?(@.a == 'b')]",
    "$[-1:9223372036854775807]", "..*", "$['é']", ".a.b.c", "a.b", "(a+)+$", "^(a|a)*b", "[a-z", "(?<n>a)\\1", "(?i)É",
    "\\p{L}+",
    "(?=a)", "a{65536}", "((((((a))))))", "(?R)", "\\u0041", "\\Q", "(*ACCEPT)", "(?C1)a", ".*", "\\s\\S\\v",
    "(?<=a{3})b",
    "{\"a\": [1, 2.5, {\"b\": null}], \"@k\": \"v\", \"#text\": \"t\"}", "[1, [2]]", "{\"a\":", "${1 + 1}",
    "a ${object.a} b", "${",
    "https://user@contoso.com:8080/a/b?c=d#e", "http://[::1]:80", "file:///a", "mailto:a@b", "http://a:99999", "%41%zz",
    "%e9", "%",
    "data:text/plain;base64,aGk=", "data:,a%20b", "aGk=", "====", "a,b,c", ".", ",", "true", "false", "null",
]

private let functionSamples: [String: [String]] = [
    "EOL": [], "abs": ["-1"], "add": ["1", "2"], "addDays": ["'2018-03-15T13:00:00.111Z'", "1", "'yyyy-MM-dd'"],
    "addHours": ["'2018-03-15T13:00:00.111Z'", "1"], "addMinutes": ["'2018-03-15T13:00:00.111Z'", "1"],
    "addOrdinal": ["11"], "addProperty": ["{a: 1}", "'b'", "2"], "addSeconds": ["'2018-03-15T13:00:00.111Z'", "1"],
    "addToTime": ["'2018-01-31T00:00:00.000Z'", "1", "'Month'"], "all": ["[1, 2]", "y", "y > 0"], "and": ["true", "1"],
    "any": ["many", "y", "y == 3"], "average": ["[1, 2]"], "base64": ["'hi'"], "base64ToBinary": ["'aGk='"],
    "base64ToString": ["'aGk='"], "binary": ["'hi'"], "bool": ["'false'"], "ceiling": ["1.5"],
    "coalesce": ["missing", "1"], "concat": ["'a'", "[1]", "huge"], "contains": ["'abc'", "'b'"],
    "convertFromUTC": ["'2018-03-15T13:00:00.111Z'", "'Europe/Berlin'", "'g'", "'de-DE'"],
    "convertToUTC": ["'2018-03-15T13:00:00.111'", "'Pacific Standard Time'", "'D'"], "count": ["many"],
    "countWord": ["'a b'"], "createArray": ["1", "'b'"], "dataUri": ["'hi'"],
    "dataUriToBinary": ["'data:text/plain;base64,aGk='"], "dataUriToString": ["'data:text/plain;base64,aGk='"],
    "date": ["'2018-03-15T13:00:00.111Z'"],
    "dateReadBack": ["'2018-03-15T13:00:00.111Z'", "'2018-03-16T13:00:00.111Z'"],
    "dateTimeDiff": ["'2018-03-15T13:00:00.111Z'", "'2018-03-16T13:00:00.111Z'"],
    "dayOfMonth": ["'2018-03-15T13:00:00.111Z'"], "dayOfWeek": ["'2018-03-15T13:00:00.111Z'"],
    "dayOfYear": ["'2018-03-15T13:00:00.111Z'"], "div": ["7", "2"], "empty": ["''"], "endsWith": ["'abc'", "'c'"],
    "equals": ["1", "1.0"], "exists": ["list"], "exp": ["2", "10"], "first": ["list"],
    "flatten": ["[1, [2, [3]]]", "1"],
    "float": ["'1.5'"], "floor": ["1.5"], "foreach": ["list", "y", "[y]"],
    "formatDateTime": ["'2018-03-15T13:00:00.111Z'", "'F'", "'fr-FR'"], "formatEpoch": ["1521118800", "'d'"],
    "formatNumber": ["1234567.891", "2", "'hi-IN'"], "formatTicks": ["637243624200000000", "'D'", "'ja-JP'"],
    "getFutureTime": ["1", "'Day'", "'g'"], "getNextViableDate": ["'XXXX-12-24'", "'Asia/Tokyo'"],
    "getNextViableTime": ["'TXX:12:14'"], "getPastTime": ["1", "'Year'"], "getPreviousViableDate": ["timex"],
    "getPreviousViableTime": ["'TXX:12:14'", "'Asia/Tokyo'"], "getProperty": ["object", "'a'"],
    "getTimeOfDay": ["'2018-03-15T13:00:00.111Z'"], "greater": ["2", "1"], "greaterOrEquals": ["'b'", "'a'"],
    "if": ["true", "1", "2"], "ignore": ["1"], "indexOf": ["many", "3"], "indicesAndValues": ["object"],
    "int": ["'7'"], "intersection": ["[1, 2, 'é']", "[2, 'é']"], "isArray": ["list"], "isBoolean": ["true"],
    "isDate": ["'2020-12-24'"], "isDateRange": ["'2020-SU'"], "isDateTime": ["'2018-03-15T13:00:00.111Z'"],
    "isDefinite": ["'2020-12-24'"], "isDuration": ["'PT5M'"], "isFloat": ["1.5"], "isInteger": ["1"],
    "isMatch": ["'abc'", "'b(c|d)$'"], "isObject": ["object"], "isPresent": ["'PRESENT_REF'"], "isString": ["'a'"],
    "isTime": ["'T12'"], "isTimeRange": ["'Tmorning'"], "jPath": ["{a: [{b: 1}, {b: 2}]}", "'$.a[?(@.b > 1)].b'"],
    "join": ["['a', 'b']", "', '", "' and '"], "json": ["'{\"a\": [1]}'"], "jsonStringify": ["object"],
    "last": ["list"],
    "lastIndexOf": ["'abab'", "'ab'"], "length": ["'a😀'"], "less": ["'12'", "13"], "lessOrEquals": ["1", "1"],
    "max": ["1", "many"], "merge": ["{a: 1}", "[{b: 2}]"], "min": ["many", "1"], "mod": ["7", "-2"],
    "month": ["'2018-03-15T13:00:00.111Z'"], "mul": ["3", "4"], "newGuid": [], "not": ["false"], "optional": ["1"],
    "or": ["false", "1"], "rand": ["1", "9"], "range": ["1", "9"], "removeProperty": ["object", "'a'"],
    "replace": ["'aba'", "'a'", "'é'"], "replaceIgnoreCase": ["'aBA'", "'a'", "'x'"],
    "resolve": ["'2020-12-20T07:30'"], "reverse": ["list"], "round": ["1.555", "2"], "select": ["list", "y", "y"],
    "sentenceCase": ["'aBC d'", "'tr-TR'"], "setPathToValue": ["fresh.a[0]", "5"],
    "setProperty": ["object", "'é'", "2"],
    "skip": ["list", "1"], "sortBy": ["[{a: 2}, {a: 1}]", "'a'"], "sortByDescending": ["many"],
    "split": ["'a,b'", "','"], "sqrt": ["2"], "startOfDay": ["'2018-03-15T13:00:00.111Z'"],
    "startOfHour": ["'2018-03-15T13:00:00.111Z'"], "startOfMonth": ["'2018-03-15T13:00:00.111Z'"],
    "startsWith": ["'abc'", "'a'"], "string": ["1.5", "'de-DE'"], "stringOrValue": ["'${1 + 1} b'"],
    "sub": ["7", "2"], "subArray": ["list", "1", "2"], "substring": ["'a😀b'", "1", "2"],
    "subtractFromTime": ["'2018-03-15T13:00:00.111Z'", "1", "'Week'"], "sum": ["many"], "take": ["'abc'", "2"],
    "ticks": ["'2018-03-15T13:00:00.111Z'"], "ticksToDays": ["864000000000"], "ticksToHours": ["864000000000"],
    "ticksToMinutes": ["864000000000"], "titleCase": ["'ab cd'"], "toLower": ["'ÀB'"], "toUpper": ["'i'", "'tr-TR'"],
    "trim": ["' a '"], "union": ["[1, 2]", "[2, 3]"], "unique": ["['é', 'e\u{301}', 'é']"], "uriComponent": ["'é &'"],
    "uriComponentToString": ["'%C3%A9'"], "uriHost": ["'https://contoso.com:8080/a?b=c'"],
    "uriPath": ["'https://contoso.com:8080/a?b=c'"], "uriPathAndQuery": ["'https://contoso.com:8080/a?b=c'"],
    "uriPort": ["'https://contoso.com:8080/a?b=c'"], "uriQuery": ["'https://contoso.com:8080/a?b=c'"],
    "uriScheme": ["'https://contoso.com:8080/a?b=c'"], "utcNow": ["'D'", "'ar-EG'"],
    "where": ["many", "y", "y > 3"], "xPath": ["'<a><b>1</b><b>2</b></a>'", "'//b[. > 1]'"],
    "xml": ["{a: {b: [1, 2]}}"],
    "year": ["'2018-03-15T13:00:00.111Z'"],
]
