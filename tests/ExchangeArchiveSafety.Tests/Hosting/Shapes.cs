using System.Collections;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>A verdict, read as a script reads it: by property name.</summary>
public sealed class Verdict(PSObject source)
{
    public PSObject Source { get; } = source;

    public string Identity => Source.Text("Identity");

    public string State => Source.Text("State");

    public Guid ExchangeGuid => (Guid)Source.Value("ExchangeGuid")!;

    public bool? LoopObserved => (bool?)Source.Value("LoopObserved");

    /// <summary>The local part of the address.</summary>
    public string Alias => Identity.Split('@')[0];

    public IReadOnlyList<string> FindingIds => [.. Source.Items("Findings").Select(item => item.Text("Id"))];

    /// <summary>Everything that makes a verdict, in one line, to compare two of them.</summary>
    public string Everything => string.Join(" | ", Source.Properties.Select(property => property.Name + "=" + Show(property.Value)));

    private static string Show(object? value) => value switch
    {
        PSObject wrapped => Show(wrapped.BaseObject),
        string text => text,
        IEnumerable list => "[" + string.Join("; ", list.Cast<object?>().Select(Show)) + "]",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}

/// <summary>The result of suspending or resuming one mailbox, read as a script reads it.</summary>
public sealed class JournaledSuspension(PSObject source)
{
    public PSObject Source { get; } = source;

    public string Identity => Source.Text("Identity");

    public string Alias => Identity.Split('@')[0];

    public string Status => Source.Text("Status");

    public string Method => Source.Text("Method");

    public string Reason => Source.Text("Reason");

    public string? JournalPath => (string?)Source.Value("JournalPath");

    public Guid ExchangeGuid => (Guid)Source.Value("ExchangeGuid")!;

    public PSObject? Before => Source.Value("Before") is { } value ? PSObject.AsPSObject(value) : null;

    public PSObject? After => Source.Value("After") is { } value ? PSObject.AsPSObject(value) : null;
}

internal static class PSObjectReading
{
    public static object? Value(this PSObject source, string property)
    {
        var value = (source.Properties[property] ?? throw new InvalidOperationException($"There is no property '{property}' on {source}.")).Value;
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }

    public static string Text(this PSObject source, string property) => Convert.ToString(source.Value(property), System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public static IEnumerable<PSObject> Items(this PSObject source, string property) => ((IEnumerable)source.Value(property)!).Cast<object>().Select(PSObject.AsPSObject);
}
