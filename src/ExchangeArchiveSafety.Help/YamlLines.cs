using System.Globalization;
using Markdig.Syntax;

namespace ExchangeArchiveSafety.Help;

/// <summary>Reads the lines of a YAML block in the order of the schema, and says which line is another one.</summary>
internal sealed class YamlLines(MarkdownPage page, LeafBlock block)
{
    private int _next;

    private string Current => _next < block.Lines.Count ? block.Lines.Lines[_next].ToString().TrimEnd() : "";

    public string Scalar(string key)
    {
        var line = Current;
        if (!line.StartsWith(key + ": ", StringComparison.Ordinal))
        {
            throw Error($"Here belongs \"{key}: ...\".");
        }

        var value = Unquoted(line[(key.Length + 2)..]);
        _next++;
        return value;
    }

    /// <summary>A value that can only be this one.</summary>
    public void Expect(string key, string value)
    {
        if (Scalar(key) != value)
        {
            _next--;
            throw Error($"Here belongs \"{key}: {value}\".");
        }
    }

    public bool Flag(string key) => Scalar(key) switch
    {
        "true" => true,
        "false" => false,
        _ => throw Previous($"{key} is true or false."),
    };

    public string Position(string key) => Scalar(key) switch
    {
        "Named" => "named",
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) => text,
        _ => throw Previous($"{key} is Named or a number."),
    };

    public IReadOnlyList<string> Texts(string key) => List(key, "- ", () => Unquoted(Current[2..], skip: true));

    public IReadOnlyList<T> List<T>(string key, string begin, Func<T> read)
    {
        if (Current == key + ": []")
        {
            _next++;
            return [];
        }

        if (Current != key + ":")
        {
            throw Error($"Here belongs \"{key}:\" with a list, or \"{key}: []\".");
        }

        _next++;
        var items = new List<T>();
        while (Current.StartsWith(begin, StringComparison.Ordinal))
        {
            items.Add(read());
        }

        return items.Count > 0 ? items : throw Error($"The list {key} is empty; write \"{key}: []\".");
    }

    public void End()
    {
        if (Current.Length > 0)
        {
            throw Error("The schema has no such line here.");
        }
    }

    // Plain or in quotes; everything else of YAML has no place in a page.
    private string Unquoted(string text, bool skip = false)
    {
        var value = text switch
        {
            ['"', .. var inner, '"'] when !inner.AsSpan().ContainsAny('"', '\\') => inner,
            ['\'', .. var inner, '\''] when !inner.Replace("''", "", StringComparison.Ordinal).Contains('\'') => inner.Replace("''", "'", StringComparison.Ordinal),
            [var first, ..] when !"-?:,[]{}#&*!|>'\"%@`".Contains(first) && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) => text,
            _ => throw Error("This value cannot be read; put it into quotes."),
        };
        _next += skip ? 1 : 0;
        return value;
    }

    private PageException Previous(string what)
    {
        _next--;
        return Error(what);
    }

    // The lines follow the one that opens the block.
    private PageException Error(string what) => page.Error(block.Line + 1 + _next, what);
}
