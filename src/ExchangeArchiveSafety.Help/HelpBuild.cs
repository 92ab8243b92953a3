using System.Text;

namespace ExchangeArchiveSafety.Help;

/// <summary>Makes the MAML of the cmdlets and the texts of the about topics from a folder of Markdown pages.</summary>
internal static class HelpBuild
{
    private const string AboutPrefix = "about_";

    /// <summary>Writes the help, or nothing where a page has an error; gives the first error of each page and every link that leads nowhere.</summary>
    public static IReadOnlyList<PageException> Run(string pages, string output)
    {
        var errors = new List<PageException>();
        var files = new Dictionary<string, string>();
        var commands = new List<CommandHelp>();
        var read = new List<MarkdownPage>();
        foreach (var path in Directory.GetFiles(Path.GetFullPath(pages), "*.md").Order(StringComparer.Ordinal))
        {
            try
            {
                var page = MarkdownPage.Read(path);
                read.Add(page);
                if (page.Name.StartsWith(AboutPrefix, StringComparison.Ordinal))
                {
                    files[page.Name + ".help.txt"] = AboutText.Write(page);
                }
                else
                {
                    commands.Add(CommandPage.Read(page));
                }
            }
            catch (PageException error)
            {
                errors.Add(error);
            }
        }

        // A link to a page that could not be read is no error of its own.
        if (errors.Count == 0)
        {
            errors.AddRange(PageLinks.Broken(read));
        }

        if (errors.Count == 0)
        {
            foreach (var group in commands.GroupBy(command => command.HelpFile))
            {
                files[group.Key] = Maml.Write(group);
            }

            _ = Directory.CreateDirectory(output);
            foreach (var (name, text) in files)
            {
                File.WriteAllText(Path.Combine(output, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }
        }

        return errors;
    }
}
