namespace ExchangeArchiveSafety.Lab.Walkthrough;

/// <summary>What is told between the commands, and the proof that it is true.</summary>
internal static class Story
{
    public static void Title(string text) => Say("", "", "=== " + text + " ===", "");

    public static void Say(params string[] lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }

    /// <exception cref="WalkthroughException">It does not hold.</exception>
    public static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new WalkthroughException(otherwise);
        }
    }

    public static int Number(Shell shell, string command) => (int)shell.Run(command)[0].BaseObject;
}
