/// How the initializer of a type is written: which properties it takes, under which labels.
struct CardInitializer: Sendable {
    /// One argument.
    struct Argument: Sendable {
        let label: String?
        /// The property on the wire that it sets.
        let property: String
        let isOptional: Bool
    }

    /// The name of the type in Swift, when it is not that of the wire.
    var swiftName: String?
    let arguments: [Argument]
    /// The property that is the trailing closure: without it the initializer takes nothing.
    var list: String?

    /// `words` are the arguments: `text` for one without a label, `url:` for one of the property's name, `label:name`
    /// for one of another name; a question mark behind makes it optional.
    init(_ words: String = "", list: String? = nil, named swiftName: String? = nil) {
        arguments = words.split(separator: " ").map { word in
            let isOptional = word.hasSuffix("?")
            let parts = word.dropLast(isOptional ? 1 : 0)
                .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let property = parts.count == 2 && !parts[1].isEmpty ? parts[1] : parts[0]
            return Argument(label: parts.count == 2 ? parts[0] : nil, property: property, isOptional: isOptional)
        }
        self.list = list
        self.swiftName = swiftName
    }

    static func of(_ type: String) -> CardInitializer { all[type] ?? CardInitializer() }

    private static let all: [String: CardInitializer] = [
        "TextBlock": .init("text"), "RichTextBlock": .init(list: "inlines"), "Image": .init("url altText:?"),
        "ImageSet": .init(list: "images"), "Container": .init(list: "items"), "ColumnSet": .init(list: "columns"),
        "Column": .init("width:?", list: "items"), "FactSet": .init(list: "facts"),
        "ActionSet": .init(list: "actions"), "Table": .init("columns:?", list: "rows"),
        "TableRow": .init(list: "cells"), "TableCell": .init(list: "items"), "Carousel": .init(list: "pages"),
        "CarouselPage": .init(list: "items"), "Icon": .init("name"), "Badge": .init("text"),
        "CodeBlock": .init("codeSnippet language:?"), "CompoundButton": .init("title description:?"),
        "Rating": .init("value"), "ProgressBar": .init("value"), "Component": .init("name properties:"),
        "Chart.VerticalBar.Grouped": .init(named: "Chart.GroupedVerticalBar"),
        "Chart.HorizontalBar.Stacked": .init(named: "Chart.StackedHorizontalBar"),

        "TextRun": .init("text"), "IconRun": .init("name"), "ImageRun": .init("url"),
        "CitationRun": .init("text reference:referenceIndex"),

        "Input.Text": .init("id"), "Input.Number": .init("id"), "Input.Date": .init("id"), "Input.Time": .init("id"),
        "Input.Rating": .init("id"), "Input.Toggle": .init("id title:?"),
        "Input.ChoiceSet": .init("id", list: "choices"),

        "Action.OpenUrl": .init("title url:"), "Action.OpenUrlDialog": .init("title url:"),
        "Action.InsertImage": .init("title url:"), "Action.Submit": .init("title data:?"),
        "Action.Execute": .init("title verb: data:?"), "Action.ResetInputs": .init("title inputs:targetInputIds?"),
        "Action.Popover": .init("title content:"), "Action.ToggleVisibility": .init("title toggling:targetElements"),
        "Action.ShowCard": .init("title card:"),

        "Fact": .init("title value"), "Choice": .init("title value:"), "BackgroundImage": .init("url: fillMode:?"),
        "TableColumn": .init("width:"), "DataQuery": .init("dataset:"),
        "themed address": .init("theme url:", named: "ThemedUrl"),
        "media source": .init("url: mimeType:?", named: "CardMediaSource"),
        "caption source": .init("url: mimeType: label:", named: "CardCaptionSource"),
        "icon of a button": .init("name", named: "IconInfo"),
        "grid area": .init("name row: column: rowSpan:? columnSpan:?", named: "GridArea"),
        "target element": .init("elementId isVisible:?", named: "TargetElement"),
        "Teams setting of an action": .init(named: "TeamsActionSettings"),
        "feedback setting": .init(named: "TeamsActionFeedback"),
        "Teams setting of a picture": .init(named: "TeamsImageSettings"),
        "Teams setting of a card": .init(named: "TeamsCardSettings"), "mention": .init(named: "MentionEntity"),
        "mentioned account": .init(named: "MentionedAccount"), "set of metadata": .init(named: "CardMetadata"),
        "set of resources": .init(named: "CardResources"),
        "text resource": .init("defaultValue localized:localizedValues?", named: "CardStringResource"),
        "reference": .init(named: "CardReference"), "sign-in of a card": .init(named: "CardAuthentication"),
        "sign-in button": .init(named: "AuthenticationButton"),
        "token exchange resource": .init(named: "TokenExchangeResource"),
        "chart slice": .init("legend value color:?", named: "Chart.Slice"),
        "gauge segment": .init("legend size color:?", named: "Chart.Segment"),
        "chart point": .init("x y", named: "Chart.Point"),
        "chart series": .init("legend values color:?", named: "Chart.Series"),
        "chart bar": .init("x y color:?", named: "Chart.Bar"),
        "horizontal chart bar": .init("x y color:?", named: "Chart.NamedBar"),
        "bar of a chart group": .init("x y", named: "Chart.NamedValue"),
        "chart group": .init("legend values color:?", named: "Chart.Group"),
        "chart stack": .init("title data", named: "Chart.Stack"),
    ]
}
