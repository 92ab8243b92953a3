namespace ExchangeArchiveSafety.Help;

/// <summary>A page cannot be used. The message has the form in which a build shows file and line.</summary>
/// <param name="file">The page.</param>
/// <param name="line">The line, from 0 as Markdig counts.</param>
/// <param name="what">What is wrong there.</param>
internal sealed class PageException(string file, int line, string what) : Exception($"{file}({line + 1}): error HELP: {what}");
