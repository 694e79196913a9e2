import ExpressionKit
import Foundation
import JSONKit
import ServiceKit
import TeamsCards

extension Subcommand {
    /// `teams card expand`: a template with its data becomes a card.
    static let cardExpand = Subcommand(
        parser: CommandLineParser(
            "expand", "Fill a template with data, and print the card.",
            options: [
                .value("data", "file", "The data that the names of the template mean, as JSON."),
                .value("host", "file", "What $host means, as JSON."),
                .flag("strict", "Fail when the data lack a name, and list them all."),
                .flag("lines", "Read cases from standard input, one JSON object a line, and write a line for each."),
            ],
            arguments: [.init("template", "The template, a file of JSON.", isRequired: false)]),
        run: { invocation, output in
            var options = ExpansionOptions(environment: .system)
            if invocation.flag("strict") { options.mode = .strict }
            guard !invocation.flag("lines") else {
                try refuse(invocation.argument("template"), invocation)
                return answerLines(output) { CardLines.expand($0, options: options) }
            }
            let template = try CardTemplate(readJSON(required(invocation, "template")))
            let result = try template.expand(
                try invocation.option("data").map(readJSON), host: try invocation.option("host").map(readJSON),
                options: options)
            for warning in result.warnings { TextOutput.standardError.line("warning: \(warning)") }
            output.line(result.card.text(.pretty))
        })

    /// `teams card evaluate`: an expression with its data becomes a value.
    static let cardEvaluate = Subcommand(
        parser: CommandLineParser(
            "evaluate", "Evaluate an Adaptive Expression, and print its value.",
            options: [
                .value("data", "file", "The data that the names of the expression mean, as JSON."),
                .flag("lines", "Read cases from standard input, one JSON object a line, and write a line for each."),
            ],
            arguments: [.init("expression", "The expression, such as \"add(1, 2)\".", isRequired: false)]),
        run: { invocation, output in
            guard !invocation.flag("lines") else {
                try refuse(invocation.argument("expression"), invocation)
                return answerLines(output) { CardLines.evaluate($0, environment: .system) }
            }
            let expression = try AdaptiveExpression(required(invocation, "expression").text)
            let data = try invocation.option("data").map(readJSON) ?? [:]
            let value = try expression.evaluate(data, environment: .system)
            output.line(value == .undefined ? "undefined" : value.wrapped.text(.pretty))
        })
}

/// The argument, which is needed unless the cases come from standard input.
private func required(_ invocation: CommandInvocation, _ name: String) throws(CommandFailure) -> Setting {
    guard let setting = invocation.argument(name) else {
        let command = invocation.path.joined(separator: " ")
        throw CommandFailure(message: "<\(name)> is missing: see teams \(command) --help")
    }
    return setting
}

/// Fails when an argument stands beside `--lines`, which would leave one of them unused.
private func refuse(_ argument: Setting?, _ invocation: CommandInvocation) throws(CommandFailure) {
    guard let argument else { return }
    throw CommandFailure(
        message: "with --lines the cases come from standard input: leave out '\(argument.text)', or leave out --lines")
}

/// The JSON in a file, whose path is the setting. Errors name the file, the line and the column.
func readJSON(_ setting: Setting) throws(CommandFailure) -> JSONValue {
    let bytes: [UInt8]
    do {
        bytes = [UInt8](try Data(contentsOf: URL(filePath: setting.text)))
    } catch {
        throw CommandFailure(message: "\(setting.text): the file cannot be read", status: 2)
    }
    do throws(JSONError) {
        return try JSONValue(parsing: bytes)
    } catch {
        throw CommandFailure(
            message: "\(setting.text):\(error.line):\(error.column): this is no JSON: \(error.message)")
    }
}

/// Answers each line of standard input with one line, in order.
private func answerLines(_ output: TextOutput, _ answer: (String) -> JSONValue) {
    while let line = readLine() { output.line(answer(line).text()) }
}
