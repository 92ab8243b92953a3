using System.Globalization;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Mail;

/// <summary>Which items of a folder, and in which order.</summary>
internal sealed class ItemQuery
{
    private readonly List<Predicate<MailItem>> _conditions = [];
    private readonly Func<MailItem, DateTime>? _orderTime;
    private readonly bool _descending;

    public ItemQuery(GraphRequest request)
    {
        foreach (var clause in (request.Option("$filter") ?? "").Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            _conditions.Add(Condition(clause));
        }

        if (request.Option("$orderby") is { } order)
        {
            var words = order.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            _descending = words is [_, "desc"];
            _orderTime = words.Length == 1 || words is [_, "asc" or "desc"] ? TimeOf(words[0]) : throw GraphException.BadRequest($"Invalid $orderby '{order}'.");
        }
    }

    /// <summary>Everything as it lies there: no need to look at more than a page.</summary>
    public bool IsPlain => _conditions.Count == 0 && _orderTime is null;

    public IReadOnlyList<MailItem> Apply(IReadOnlyList<MailItem> items)
    {
        if (IsPlain)
        {
            return items;
        }

        var chosen = items.Where(item => _conditions.TrueForAll(condition => condition(item)));
        return _orderTime is not { } time ? [.. chosen]
            : _descending ? [.. chosen.OrderByDescending(time).ThenByDescending(item => item.Number)]
            : InOrder([.. chosen], time);
    }

    private static List<MailItem> InOrder(List<MailItem> items, Func<MailItem, DateTime> time)
    {
        // Items mostly lie in this order already: they came one after the other.
        for (var i = 1; i < items.Count; i++)
        {
            if (time(items[i]) < time(items[i - 1]))
            {
                return [.. items.OrderBy(time).ThenBy(item => item.Number)];
            }
        }

        return items;
    }

    private static Predicate<MailItem> Condition(string clause)
    {
        if (clause.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var name, var comparison, var value]
            || !DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var limit))
        {
            throw GraphException.BadRequest($"Invalid filter clause: '{clause}'.");
        }

        var time = TimeOf(name);
        return comparison switch
        {
            "ge" => item => time(item) >= limit,
            "gt" => item => time(item) > limit,
            "le" => item => time(item) <= limit,
            "lt" => item => time(item) < limit,
            _ => throw GraphException.BadRequest($"Invalid filter clause: '{clause}'."),
        };
    }

    private static Func<MailItem, DateTime> TimeOf(string property) => property switch
    {
        "createdDateTime" => item => item.CreatedUtc,
        "lastModifiedDateTime" => item => item.ModifiedUtc,
        "receivedDateTime" => item => item.ReceivedUtc,
        _ => throw GraphException.BadRequest($"The property '{property}' does not support filtering or sorting."),
    };
}
