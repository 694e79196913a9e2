import Foundation
import JSONKit
import TestSupport
import Testing

@testable import ExpressionKit

private let data: JSONValue = [
    "name": "Ada", "zero": 0, "one": 1, "half": 0.5, "flag": true, "nothing": nil, "list": [1, 2, 3],
    "people": [["name": "Ada", "age": 36], ["name": "Grace", "age": 85]], "text": "Hello World",
]

private func value(_ source: String, locale: String = "en-US") throws -> JSONValue {
    try AdaptiveExpression(source).evaluate(data, environment: ExpressionEnvironment(locale: locale)).wrapped
}

private let traps: [(String, JSONValue)] = [
    ("7 % 4", 3), ("-2^2", 4), ("2^3^2", 512), ("true ? 1 : false ? 2 : 3", 2), ("7/2", 3), ("5/2.5", 2),
    ("7.0/2", 3.5), ("1 == '1'", false), ("1 == 1.0", true), ("null == undefined", true),
    ("{} == {}", true), ("0 ? 'yes' : 'no'", "yes"), ("'' ? 'yes' : 'no'", "yes"), ("nothing ? 'yes' : 'no'", "no"),
    ("missing + 'a'", "a"), ("1 + 'a' + 2", "1a2"), ("'a' & 1 & true", "a1true"), ("1/0 || true", true),
    ("!missing", true), ("NAME", "Ada"), ("people[9].name", ["$undefined": true]), ("people[1]['name']", "Grace"),
    ("people[one].age", 85), ("length('😀')", 2), ("nothing ?? missing ?? 'x'", "x"), ("exists(people[7])", false),
    ("foreach(people, p => p.name)", ["Ada", "Grace"]), ("where(people, p, p.age > 40)[0].name", "Grace"),
    ("`${name} is ${people[0].age}`", "Ada is 36"), ("{a: 1, 'b c': [2]}['b c'][0]", 2), ("'28' > 12", true),
    ("12 > 'x' || true", true), ("9223372036854775807 + 1", 9.223372036854775807e18), ("0.1 + 0.2", 0.3),
    ("formatNumber(1234567.891, 2)", "1,234,567.89"), ("formatNumber(0.005, 2)", "0.01"),
    ("formatNumber(-0.001, 2)", "0.00"), ("formatNumber(1234.5, 1, 'de-DE')", "1.234,5"), ("string(1.5)", "1.5"),
    ("string(2.0)", "2"), ("round(2.5)", 3), ("round(-2.5)", -3), ("int('-7')", -7), ("int(2.9)", 2),
    ("formatDateTime('2018-03-15T13:00:00Z', 'dddd, d MMMM yyyy', 'de-DE')", "Donnerstag, 15 März 2018"),
    ("formatDateTime('2018-03-15T13:00:00+02:00')", "2018-03-15T11:00:00.000Z"),
    ("formatDateTime('03/15/2018 1:05:00 PM', 'HH:mm')", "13:05"),
    ("formatDateTime('2018-03-15', \"yyyy'year'MM\")", "2018year03"), ("formatDateTime('0001-01-01', 'yyyy')", "0001"),
    ("addToTime('2024-01-31T00:00:00.000Z', 1, 'Month')", "2024-02-29T00:00:00.000Z"),
    ("dayOfYear('2024-12-31T00:00:00.000Z')", 366), ("dayOfWeek('2000-02-29T00:00:00.000Z')", 2),
    ("convertFromUTC('2024-07-01T12:00:00Z', 'Europe/Berlin', 'HH:mm')", "14:00"),
    ("convertToUTC('2024-07-01T12:00:00', 'W. Europe Standard Time', 'HH:mm')", "10:00"),
    ("uriPort('https://contoso.com/a')", 443), ("uriComponent('ü &')", "%C3%BC%20%26"),
    ("isMatch('2024-07-01', '^\\\\d{4}-\\\\d\\\\d-\\\\d\\\\d$')", true), ("isMatch('xay', 'a')", true),
    ("isMatch('ABC', '(?i:b)')", true), ("isMatch('a.c', 'a\\\\.c')", true), ("isMatch('', '^$')", true),
    ("jPath(json('{\"a\":[{\"b\":1},{\"b\":2}]}'), '$.a[*].b')", [1, 2]), ("jPath('{\"a\":{\"b\":1}}', '$..b')", 1),
    ("xPath('<a><b k=\"1\">x</b><b k=\"2\">y</b></a>', '/a/b[@k=2]')", ["<b k=\"2\">y</b>"]),
    ("xPath('<a><b>2</b><b>3</b></a>', 'count(//b)')", 2),
    ("xml({a: {b: [1, 2]}})", "\(xmlHead)<a>\n  <b>1</b>\n  <b>2</b>\n</a>"),
    ("sortBy([3, 1, 10])", [1, 3, 10]), ("sortByDescending(people, 'age')[0].name", "Grace"),
    ("titleCase('ab-cd e_f 1x')", "Ab-cd E_f 1x"), ("toUpper('i', 'tr-TR')", "İ"), ("toUpper('i')", "I"),
    ("join(['a', 'b', 'c'], ', ', ' and ')", "a, b and c"), ("replace('aaa', 'aa', 'b')", "ba"),
    ("lastIndexOf('aaa', 'aa')", 1), ("union([1, 1.0, 2])", [1, 2]), ("flatten([1, [2, [3]]], 1)", [1, 2, [3]]),
    ("merge({a: 1, b: 1}, [{b: 2}])", ["a": 1, "b": 2]), ("optional(false)", true), ("ignore(name)", "Ada"),
    ("stringOrValue('${one + 1}')", 2), ("setPathToValue(fresh.x[0], 5) + fresh.x[0]", 10),
    ("isPresent('PRESENT_REF')", true), ("resolve('2020-12-20T07:30')", "2020-12-20 07:30:00"),
    ("dateReadBack('2018-03-15T00:00:00.000Z', '2018-03-23T00:00:00.000Z')", "next Friday"),
]
private let xmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

@Suite("Expressions")
struct ExpressionBehaviourTests {
    @Test("mean what the reference says", arguments: traps)
    func meanings(source: String, expected: JSONValue) throws {
        let found = try value(source)
        #expect(PublishedCases.agree(found, expected), "\(source) is \(found), not \(expected)")
    }

    @Test(
        "say where they are wrong",
        arguments: [
            ("1 +", 4, "where a value is expected"), ("7%4", 2, "'%4' stands here"), ("(1", 3, "')' is expected"),
            ("'abc", 1, "no closing '"), ("a.b.", 5, "a name is expected"), ("name\n  + ~", 5, "'~' means nothing"),
            ("lenght('a')", 1, "no function 'lenght'"), ("tolower('a')", 1, "there is toLower"),
            ("toUpper(1 + 2)", 1, "must be a text"), ("length('a', 'b')", 1, "takes 1 argument, not 2"),
            ("1 + list[7]", 9, "lies outside the array"), ("'é' + 1/0", 8, "divided by zero"),
            ("`a ${1 +} b`", 9, "where a value is expected"), ("isMatch('a', '(')", 1, "missing closing parenthesis"),
            ("foreach(list, 1, 2)", 15, "takes a list, a name"), ("utcNow()", 1, "pass an environment"),
        ])
    func errors(source: String, column: Int, message: String) throws {
        let error = try #require(throws: ExpressionError.self) {
            try AdaptiveExpression(source).evaluate(data)
        }
        #expect(error.message.contains(message), "\(error.message)")
        #expect(error.column == column, "\(error)")
        let caret = try #require(error.excerpt.split(separator: "\n").last)
        #expect(caret == String(repeating: " ", count: error.column - 1) + "^")
    }

    @Test("know all functions of the language, and no others")
    func names() {
        let names = """
            addOrdinal concat countWord endsWith EOL indexOf lastIndexOf length newGuid replace replaceIgnoreCase
            sentenceCase split startsWith substring titleCase toLower toUpper trim all any contains count createArray empty
            first flatten foreach indicesAndValues intersection join last reverse select skip sortBy sortByDescending
            subArray take union unique where and equals exists greater greaterOrEquals if less lessOrEquals not or base64
            base64ToString bool dataUri dataUriToString float formatNumber int json jsonStringify string stringOrValue
            uriComponent uriComponentToString abs add average ceiling div exp floor max min mod mul rand range round sqrt
            sub sum isArray isBoolean isDateTime isFloat isInteger isObject isString addProperty coalesce getProperty merge
            removeProperty setPathToValue setProperty addDays addHours addMinutes addSeconds formatDateTime formatEpoch
            formatTicks isMatch base64ToBinary binary dataUriToBinary xml jPath xPath addToTime convertFromUTC convertToUTC
            date dateReadBack dateTimeDiff dayOfMonth dayOfWeek dayOfYear getFutureTime getPastTime getTimeOfDay month
            startOfDay startOfHour startOfMonth subtractFromTime ticks ticksToDays ticksToHours ticksToMinutes utcNow year
            getNextViableDate getNextViableTime getPreviousViableDate getPreviousViableTime isDate isDateRange isDefinite
            isDuration isPresent isTime isTimeRange resolve uriHost uriPath uriPathAndQuery uriPort uriQuery uriScheme
            ignore optional
            """
        let expected = names.split { $0.isWhitespace }.map(String.init).sorted()
        #expect(ExpressionFunctions.standard.names == expected)
        #expect(expected.count == 154)
    }

    @Test("take the clock and randomness from the environment alone")
    func environment() throws {
        let environment = ExpressionEnvironment(
            now: { Date(timeIntervalSince1970: 1_000_000_000) }, random: { 0xFFFF_FFFF_FFFF_FFFF })
        func value(_ source: String) throws -> String {
            try AdaptiveExpression(source).evaluate([:], environment: environment).wrapped.text()
        }
        #expect(try value("utcNow()") == #""2001-09-09T01:46:40.000Z""#)
        #expect(try value("newGuid()") == #""ffffffff-ffff-4fff-bfff-ffffffffffff""#)
        #expect(try value("rand(0, 10)") == "5")
        for source in ["utcNow()", "newGuid()", "rand(1, 9)", "getPastTime(1, 'Day')"] {
            let error = #expect(throws: ExpressionError.self) { try AdaptiveExpression(source).evaluate([:]) }
            #expect(error?.code == .environment)
        }
    }

    @Test("call functions of one's own")
    func ownFunctions() throws {
        var functions = ExpressionFunctions.standard
        functions.add("Contoso.greet", arity: 1...1) {
            $0[0] == .undefined ? nil : .json(.string("Hi " + $0[0].asJSON.text()))
        }
        #expect(try AdaptiveExpression("Contoso.greet(1)", functions: functions).evaluate([:]) == .json("Hi 1"))
        #expect(throws: ExpressionError.self) {
            try AdaptiveExpression("Contoso.greet(x)", functions: functions).evaluate([:])
        }
        #expect(throws: ExpressionError.self) { try AdaptiveExpression("Contoso.greet()", functions: functions) }
    }
}
