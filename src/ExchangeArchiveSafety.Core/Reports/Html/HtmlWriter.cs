using System.Text;

namespace ExchangeArchiveSafety.Reports.Html;

/// <summary>
/// Writes elements. Everything that stands between or in them passes one encoder: nothing but the names of elements and attributes, which this module chooses,
/// is written as it is.
/// </summary>
internal sealed class HtmlWriter(TextWriter target)
{
    private readonly Stack<string> _open = new();

    /// <summary>Text as it stands in a page: safe to show, and never anything but text.</summary>
    public static string Encode(string text)
    {
        var shown = DisplayText.Escape(text);
        if (shown.IndexOfAny(['&', '<', '>', '"', '\'']) < 0)
        {
            return shown;
        }

        var encoded = new StringBuilder(shown.Length + 16);
        foreach (var letter in shown)
        {
            _ = letter switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                _ => encoded.Append(letter),
            };
        }

        return encoded.ToString();
    }

    /// <summary>Begins an element.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="attributes">Names and values, one after the other; one without a value is left out.</param>
    public HtmlWriter Open(string name, params string?[] attributes)
    {
        Empty(name, attributes);
        _open.Push(name);
        return this;
    }

    /// <summary>An element that has no end.</summary>
    public HtmlWriter Empty(string name, params string?[] attributes)
    {
        target.Write("<" + name);
        for (var at = 0; at < attributes.Length; at += 2)
        {
            if (attributes[at + 1] is { } value)
            {
                target.Write(" " + attributes[at] + "=\"" + Encode(value) + "\"");
            }
        }

        target.Write(">");
        return this;
    }

    public HtmlWriter Text(string text)
    {
        target.Write(Encode(text));
        return this;
    }

    /// <summary>Ends the element that was begun last.</summary>
    public HtmlWriter Close()
    {
        target.Write("</" + _open.Pop() + ">");
        return this;
    }

    /// <summary>Ends it, and the line.</summary>
    public HtmlWriter CloseLine()
    {
        _ = Close();
        target.Write("\n");
        return this;
    }

    /// <summary>A whole element with text in it.</summary>
    public HtmlWriter Element(string name, string text, params string?[] attributes) => Open(name, attributes).Text(text).CloseLine();

    /// <summary>A style, a script, or letters that need no encoder: what this module made itself.</summary>
    public HtmlWriter Own(string text)
    {
        target.Write(text);
        return this;
    }
}
