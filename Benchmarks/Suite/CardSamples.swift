import JSONKit

/// The templates and expressions that are measured.
enum CardSamples {
    /// The layout of the published weather sample: a place, the present, four days.
    static let weather: JSONValue = [
        "type": "AdaptiveCard", "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "version": "1.5",
        "speak": """
        The forecast for ${place.city} ${formatEpoch(list[0].dt, 'MMMM d')} is mostly clear with a high of \
        ${formatNumber(list[0].main.temp_max, 0)} degrees and a low of \
        ${formatNumber(list[0].main.temp_min, 0)} degrees
        """,
        "body": [
            [
                "type": "TextBlock", "text": "${place.city}, ${place.state}", "size": "large", "isSubtle": true,
                "wrap": true, "style": "heading",
            ],
            [
                "type": "TextBlock", "text": "${formatEpoch(list[0].dt, 'MMM d, yyyy h:mm tt')}", "spacing": "none",
                "wrap": true,
            ],
            [
                "type": "ColumnSet",
                "columns": [
                    [
                        "type": "Column", "width": "auto",
                        "items": [
                            [
                                "type": "Image", "url": "https://contoso.com/${list[0].weather[0].icon}.png",
                                "size": "small", "altText": "${list[0].weather[0].main}",
                            ]
                        ],
                    ],
                    [
                        "type": "Column", "width": "auto",
                        "items": [
                            [
                                "type": "TextBlock", "text": "${formatNumber(list[0].main.temp, 0)}",
                                "size": "extraLarge", "spacing": "none", "wrap": true,
                            ]
                        ],
                    ],
                    [
                        "type": "Column", "width": "stretch",
                        "items": [
                            [
                                "type": "TextBlock", "text": "°F", "weight": "bolder", "spacing": "small",
                                "wrap": true,
                            ]
                        ],
                    ],
                    [
                        "type": "Column", "width": "stretch",
                        "items": [
                            [
                                "type": "TextBlock", "text": "Hi ${formatNumber(list[0].main.temp_max, 0)}",
                                "horizontalAlignment": "left", "wrap": true,
                            ],
                            [
                                "type": "TextBlock", "text": "Lo ${formatNumber(list[0].main.temp_min, 0)}",
                                "horizontalAlignment": "left", "spacing": "none", "wrap": true,
                            ],
                        ],
                    ],
                ],
            ],
            [
                "type": "ColumnSet",
                "columns": [
                    [
                        "type": "Column", "width": "20", "$data": "${list}", "$when": "${$index < 4}",
                        "items": [
                            [
                                "type": "TextBlock", "horizontalAlignment": "center", "wrap": true,
                                "text": "${formatEpoch(dt, 'dddd')}",
                            ],
                            [
                                "type": "Image", "size": "auto", "url": "https://contoso.com/${weather[0].icon}.png",
                                "altText": "${weather[0].main}",
                            ],
                            [
                                "type": "FactSet",
                                "facts": [
                                    ["title": "High", "value": "${formatNumber(main.temp_max, 0)}"],
                                    ["title": "Low", "value": "${formatNumber(main.temp_min, 0)}"],
                                ],
                            ],
                        ],
                        "selectAction": [
                            "type": "Action.OpenUrl", "title": "View ${formatEpoch(dt, 'dddd')}",
                            "url": "https://contoso.com/forecast/${$root.place.id}/${dt}",
                        ],
                    ]
                ],
            ],
        ],
    ]

    static func weatherData(_ number: Int) -> JSONValue {
        let days = (0..<5).map { day -> JSONValue in
            [
                "dt": .number(JSONNumber(1_572_458_400 + 86_400 * day + number)),
                "main": [
                    "temp": .number(JSONNumber(281.55 + Double(number % 20))),
                    "temp_min": .number(JSONNumber(276.1 + Double(number % 20))),
                    "temp_max": .number(JSONNumber(287.4 + Double(number % 20))),
                ],
                "weather": [["id": 800, "main": "Clear", "icon": "01d"]],
            ]
        }
        return ["place": ["id": .number(JSONNumber(number)), "city": "Redmond", "state": "WA"], "list": .array(days)]
    }

    /// A notification with ten bindings.
    static let notification: JSONValue = [
        "type": "AdaptiveCard", "version": "1.5",
        "body": [
            ["type": "TextBlock", "text": "${title}", "size": "large", "weight": "bolder", "wrap": true],
            ["type": "TextBlock", "text": "Hello ${person.firstName}, ${message}", "wrap": true],
            [
                "type": "FactSet",
                "facts": [
                    ["title": "Order", "value": "${order.number}"],
                    ["title": "Due", "value": "${order.due}"],
                    ["title": "Owner", "value": "${order.owner.name}"],
                    ["title": "Total", "value": "${order.total} ${order.currency}"],
                ],
            ],
        ],
        "actions": [
            ["type": "Action.OpenUrl", "title": "Open", "url": "https://contoso.com/orders/${order.number}"],
            ["type": "Action.Submit", "title": "Not mine", "data": ["action": "reject", "order": "${order.number}"]],
        ],
    ]

    static func notificationData(_ number: Int) -> JSONValue {
        [
            "title": "An order waits for you", "message": "please look at it by tomorrow.",
            "person": ["firstName": .string("Ada \(number)"), "lastName": "Lovelace"],
            "order": [
                "number": .number(JSONNumber(number)), "due": "2026-11-20", "owner": ["name": "Grace Hopper"],
                "total": 12.5, "currency": "EUR",
            ],
        ]
    }

    static let expressions = [
        "title", "person.firstName", "`Hello ${person.firstName}`", "concat(person.firstName, ' ', person.lastName)",
        "toUpper(title)", "substring(title, 0, 8)", "formatNumber(order.total, 2)",
        "formatDateTime(order.due, 'MMM d, yyyy')", "if(order.total > 10, 'good', 'attention')",
        "order.total * 1.19 + 3", "equals(order.currency, 'EUR')", "order.total > 10 && order.currency == 'EUR'",
        "exists(order.note)", "coalesce(order.note, 'none')", "join(createArray('a', 'b', 'c'), ', ')",
        "length(message)", "replace(message, 'tomorrow', 'today')", "string(order)", "addDays(order.due, 1)",
        "indexOf(message, 'tomorrow')",
    ]
}
