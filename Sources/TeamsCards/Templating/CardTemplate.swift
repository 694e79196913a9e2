public import ExpressionKit
public import JSONKit

/// A card with bindings, read once and filled for as many people as needed.
///
/// ```swift
/// let template = try CardTemplate(["type": "AdaptiveCard", "body": [["type": "TextBlock", "text": "Hello ${name}"]]])
/// let card = try template.expand(["name": "Ada"]).card
/// ```
///
/// Any JSON is a template. Strings hold bindings, `${…}` around an
/// [Adaptive Expression](doc:/documentation/ExpressionKit/AdaptiveExpression); an object's `$data` sets its scope or
/// repeats it for each element of an array, `$when` decides whether it is there.
public struct CardTemplate: Sendable {
    let root: TemplateNode
    /// What is wrong whatever the data: bindings that are no expressions, functions that do not exist, conditions that
    /// are neither true nor false, texts where the card wants a number. Each expansion warns of them too.
    public let issues: [TemplateIssue]

    /// Whether nothing in it depends on data: every expansion gives the same card.
    package var isConstant: Bool {
        if case .constant = root { true } else { false }
    }

    /// Reads a template.
    ///
    /// - Parameters:
    ///   - template: the template, as JSON.
    ///   - functions: the functions that its expressions may call.
    /// - Throws: ``TemplateError`` when the template nests deeper than 256 levels, or has more than 1,000,000 values.
    public init(_ template: JSONValue, functions: ExpressionFunctions = .standard) throws(TemplateError) {
        var compiler = TemplateCompiler(functions: functions)
        do throws(Failure) {
            root = try compiler.root(template)
        } catch {
            throw TemplateError(issues: [TemplateIssue(.limit, path: "", message: error.message)])
        }
        issues = compiler.issues
    }

    /// The card for these data.
    ///
    /// - Parameters:
    ///   - data: what names mean, and `$root`. Without it, the template's own `$data` counts.
    ///   - host: what `$host` means.
    ///   - options: mode, limits, clock and locale.
    /// - Throws: ``TemplateError`` past a limit, and in ``ExpansionOptions/Mode/strict`` mode for every issue.
    public func expand(
        _ data: JSONValue? = nil, host: JSONValue? = nil, options: ExpansionOptions = .compatible
    ) throws(TemplateError) -> ExpansionResult {
        var data = data
        // A template that brings its data needs no others: they are the root too.
        if data == nil, case .constant(let inline, _)? = root.inlineData { data = inline }
        var expansion = Expansion(data: data, host: host, options: options)
        let card: JSONValue
        do throws(Failure) {
            card = try expansion.card(root)
        } catch {
            throw TemplateError(issues: [TemplateIssue(.limit, path: expansion.path, message: error.message)])
        }
        guard options.mode == .compatible || expansion.issues.isEmpty else {
            throw TemplateError(issues: expansion.issues)
        }
        return ExpansionResult(card: card, warnings: expansion.issues)
    }

    /// The names that the template asks for and a sample of the data lacks, with the places where it asks: to be looked
    /// at before anything is sent. Elements that `$when` would drop are looked at too. Names in a question about their
    /// presence, as in `exists(x)` or `x == null`, are not reported.
    public func missingNames(
        in sample: JSONValue, host: JSONValue? = nil, environment: ExpressionEnvironment = ExpressionEnvironment()
    ) -> [TemplateIssue] {
        var survey = TemplateSurvey(sample: sample, host: host, environment: environment)
        survey.visit(root)
        return survey.issues
    }
}
