import ExpressionKit
import JSONKit

/// Walks all of a template with a sample of the data, and lists the names that the sample lacks.
struct TemplateSurvey {
    private var evaluation: BindingEvaluation
    private(set) var issues: [TemplateIssue] = []
    private var seen: Set<TemplateIssue> = []

    /// A repeated element is looked at with so many items at most.
    private static let items = 100
    /// Bindings that are looked at, at most: repetitions inside of repetitions multiply.
    private var visitsLeft = 100_000

    init(sample: JSONValue, host: JSONValue?, environment: ExpressionEnvironment) {
        evaluation = BindingEvaluation(
            root: .json(sample), host: host.map(ExpressionValue.json) ?? .undefined,
            constants: BindingEvaluation.constants, environment: environment)
    }

    mutating func visit(_ node: TemplateNode) {
        switch node {
        case .constant: break
        case .value(let binding): visit(binding)
        case .text(let text): for part in text.parts { part.binding.map { visit($0) } }
        case .array(let nodes): for node in nodes { visit(node) }
        case .object(let object): visit(object)
        }
    }

    private mutating func visit(_ object: ObjectTemplate) {
        let (outer, index) = (evaluation.data, evaluation.index)
        defer { evaluation.enter(outer, index: index) }
        var scopes: [ExpressionValue?] = [nil]
        switch object.data {
        case nil: break
        case .literal(.constant(let data, _)): scopes = Self.scopes(.json(data))
        case .literal(let node): visit(node)
        case .value(let placed):
            visit(placed)
            guard let data = try? evaluation.value(of: placed.binding), !data.isNothing else { return }
            scopes = Self.scopes(data)
        }
        for (place, scope) in scopes.prefix(Self.items).enumerated() where visitsLeft > 0 {
            visitsLeft -= 1
            if let scope { evaluation.enter(scope, index: place) }
            if case .binding(let binding) = object.when { visit(binding) }
            for member in object.members { visit(member.node) }
        }
    }

    private static func scopes(_ data: ExpressionValue) -> [ExpressionValue?] {
        guard case .json(.array(let items)) = data else { return [data] }
        return items.prefix(Self.items).map(ExpressionValue.json)
    }

    private mutating func visit(_ placed: PlacedBinding) {
        visitsLeft -= 1
        if let issue = placed.issue { report(issue) }
        for path in evaluation.lackingPaths(of: placed.binding) {
            let message = evaluation.lacks(path, in: placed.binding)
            report(TemplateIssue(.missing, path: placed.path, message: message))
        }
    }

    private mutating func report(_ issue: TemplateIssue) {
        if seen.insert(issue).inserted { issues.append(issue) }
    }
}
