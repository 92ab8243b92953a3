using System.Globalization;
using System.Management.Automation.Host;

namespace ExchangeArchiveSafety;

/// <summary>
/// Shares the width of the console among the columns of a table. A view can only name one width for every console, and what a wide column leaves no room for
/// is silently not shown; so the cells of this module's tables come as wide as their column is to be in the console at hand.
/// </summary>
public static class ConsoleTable
{
    // What is written to no window may be asked for in any width, and nobody can tell here; hardly anybody asks for less.
    private const int Narrowest = 80;
    private const int MostIdentity = 64;

    // Where the language of the session is one of these, PowerShell itself breaks long cells at blanks, in whatever width it writes.
    private static readonly string[] Broken = ["en", "fr", "de", "it", "pt", "es"];

    // Most addresses are shorter than the one; with the other, a sentence can still be read.
    private const int UsualIdentity = 36;
    private const int LeastSentence = 24;

    /// <summary>Who or where, such as a mailbox: about half of what the other columns leave, filled up to it or cut to it.</summary>
    /// <param name="text">A text, made safe to show here.</param>
    /// <param name="others">What the columns of fixed width and all blanks between columns take.</param>
    /// <param name="host">The host that shows the table.</param>
    /// <param name="least">The least width, where half would be too little to tell one from the other.</param>
    public static string Identity(object? text, int others, PSHost? host, int least = 0) =>
        Cell(text, IdentityWidth(others, host, least), host);

    /// <summary>Who, where there is no other column of free width.</summary>
    /// <param name="text">A text, made safe to show here.</param>
    /// <param name="others">What the columns of fixed width and all blanks between columns take.</param>
    /// <param name="host">The host that shows the table.</param>
    public static string OnlyIdentity(object? text, int others, PSHost? host) =>
        Cell(text, Math.Min(MostIdentity, Width(host) - others), host);

    /// <summary>The last column of a row that may have several lines: sentences that break at blanks, each on a line of its own, after the identity where that was cut.</summary>
    /// <param name="sentences">Texts, made safe to show here.</param>
    /// <param name="identity">What stands in the column of the identity.</param>
    /// <param name="others">What the columns of fixed width and all blanks between columns take.</param>
    /// <param name="host">The host that shows the table.</param>
    public static string Reason(string?[]? sentences, object? identity, int others, PSHost? host)
    {
        var room = IdentityWidth(others, host, 0);
        var cut = Cells(DisplayText.Show(identity), host) > room ? [DisplayText.Show(identity)] : Array.Empty<string?>();
        return Lines(cut.Concat(sentences ?? []), Width(host) - others - room, host);
    }

    /// <summary>The last column of a row that may have several lines, where there is no column of an identity.</summary>
    /// <param name="sentences">Texts, made safe to show here.</param>
    /// <param name="others">What the columns of fixed width and all blanks between columns take.</param>
    /// <param name="host">The host that shows the table.</param>
    public static string Sentence(string?[]? sentences, int others, PSHost? host) => Lines(sentences ?? [], Width(host) - others, host);

    /// <summary>The last column of a row of one line: what is too long is cut by the console.</summary>
    /// <param name="text">A text, made safe to show here.</param>
    /// <param name="others">What the columns of fixed width and all blanks between columns take.</param>
    /// <param name="host">The host that shows the table.</param>
    /// <param name="least">The least width of the identity.</param>
    public static string Rest(object? text, int others, PSHost? host, int least = 0) =>
        Filled(DisplayText.Show(text), Width(host) - others - IdentityWidth(others, host, least), host);

    /// <summary>A value of a list view, in lines that break at blanks; each text begins a line.</summary>
    /// <param name="sentences">Texts, made safe to show here.</param>
    /// <param name="names">What the names of the list and the colon take.</param>
    /// <param name="host">The host that shows the list.</param>
    public static string InList(string?[]? sentences, int names, PSHost? host) =>
        string.Join(Environment.NewLine, (sentences ?? []).Select(sentence => Wrapped(sentence, Width(host) - names, host)));

    /// <summary>A short value, filled up to the width of its column or cut to it.</summary>
    /// <param name="value">A value, made safe to show here.</param>
    /// <param name="width">The width of the column.</param>
    /// <param name="host">The host that shows the table.</param>
    public static string Cell(object? value, int width, PSHost? host)
    {
        var text = DisplayText.Show(value);
        width = Math.Max(2, width);
        if (text.Length <= width && Cells(text, host) <= width)
        {
            return Filled(text, width, host);
        }

        text = text.Substring(0, Math.Min(text.Length, width));
        while (text.Length > 0 && (Cells(text, host) > width - 1 || char.IsHighSurrogate(text[text.Length - 1])))
        {
            text = text.Substring(0, text.Length - 1);
        }

        return Filled(text + "…", width, host);
    }

    /// <summary>A name of several words in a column of fixed width, in lines that break at blanks.</summary>
    /// <param name="text">A text, made safe to show here.</param>
    /// <param name="width">The width of the column.</param>
    /// <param name="host">The host that shows the table.</param>
    public static string Words(string? text, int width, PSHost? host) => Wrapped(text, width, host);

    private static int IdentityWidth(int others, PSHost? host, int least)
    {
        var room = Width(host) - others;
        var usual = Math.Min(UsualIdentity, room - LeastSentence);
        return Math.Max(least, Math.Min(MostIdentity, Math.Max(usual, room / 2)));
    }

    private static string Lines(IEnumerable<string?> sentences, int width, PSHost? host)
    {
        var isBroken = Window(host) <= 1 && Array.IndexOf(Broken, CultureInfo.CurrentCulture.TwoLetterISOLanguageName) >= 0;
        var lines = sentences.Where(sentence => !string.IsNullOrEmpty(sentence))
            .SelectMany(sentence => isBroken ? [DisplayText.Escape(sentence)] : Wrapped(sentence, width, host).Split([Environment.NewLine], StringSplitOptions.None))
            .DefaultIfEmpty("").ToArray();

        // The console takes the width of a column from the first rows that it sees, and later ones may be longer. Filled up beyond its end a line would be followed by empty ones.
        return string.Join(Environment.NewLine, lines.Skip(1).Prepend(Filled(lines[0], width, host)));
    }

    private static string Wrapped(string? sentence, int width, PSHost? host) =>
        WordWrap.Lines(DisplayText.Escape(sentence), width, word => Cells(word, host));

    private static string Filled(string text, int width, PSHost? host) => text + new string(' ', Math.Max(0, width - Cells(text, host)));

    // 0 where there is no window.
    private static int Window(PSHost? host) => host?.Name == "ConsoleHost" && Console.IsOutputRedirected ? 0 : Ask(host, raw => raw.BufferSize.Width);

    // One column stays free: a line that fills a console makes an empty one.
    private static int Width(PSHost? host) => (Window(host) is var width and > 1 ? width : Narrowest) - 1;

    // Wide characters take two columns; the host knows which.
    private static int Cells(string text, PSHost? host)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return Ask(host, raw => raw.LengthInBufferCells(text)) is var cells and > 0 ? cells : text.Length;
            }
        }

        return text.Length;
    }

    private static int Ask(PSHost? host, Func<PSHostRawUserInterface, int> question)
    {
        try
        {
            return host?.UI?.RawUI is { } raw ? question(raw) : 0;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException or InvalidOperationException or IOException)
        {
            // A host without a window.
            return 0;
        }
    }
}
