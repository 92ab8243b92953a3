using FsCheck.Xunit;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>One file a tenant, below the user's state folder, whatever the tenant is called.</summary>
public class JournalLocationTests
{
    private static readonly string[] Reserved =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).Select(i => "com" + i), .. Enumerable.Range(0, 10).Select(i => "lpt" + i)];

    private static readonly string[] Hostile =
    [
        "..", ".", "../../etc/passwd", "/", "/etc/cron.d/x", "\\", "..\\..\\x", "C:\\x", "C:x", "a:b", "\\\\server\\share", "a\0b", "a\nb", "\u202Egnp.exe",
        "...", "~", "$HOME", "%APPDATA%", "a*?<>|\"", new string('a', 5000), new string('\u6771', 300), " ", "", "con.onmicrosoft.com", "NUL", "tenant.", "tenant ",
        "\ud800", "e\u0301", "\u00e9",
    ];

    public static TheoryData<string> HostileNames { get; } = [.. Hostile];

    [Fact]
    public void The_state_folder_of_the_user_is_taken()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal("/var/state/ExchangeArchiveSafety/contoso.onmicrosoft.com.journal.jsonl", At("contoso.onmicrosoft.com", ("XDG_STATE_HOME", "/var/state"), ("HOME", "/home/anna")));
        Assert.Equal("/home/anna/.local/state/ExchangeArchiveSafety/contoso.journal.jsonl", At("contoso", ("HOME", "/home/anna")));
        Assert.Equal("/home/anna/.local/state/ExchangeArchiveSafety/contoso.journal.jsonl", At("contoso", ("XDG_STATE_HOME", ""), ("HOME", "/home/anna")));

        // A relative path is invalid there (XDG base directory specification) and would depend on the current folder.
        Assert.Equal("/home/anna/.local/state/ExchangeArchiveSafety/contoso.journal.jsonl", At("contoso", ("XDG_STATE_HOME", "state"), ("HOME", "/home/anna")));
    }

    [Fact]
    public void Without_any_variable_the_path_is_still_a_full_one() => Assert.True(Path.IsPathFullyQualified(At("contoso")));

    [Fact]
    public void A_relative_home_does_not_make_the_journal_depend_on_the_current_folder() =>
        Assert.True(Path.IsPathFullyQualified(At("contoso", ("HOME", "anna"))));

    [Theory]
    [MemberData(nameof(HostileNames))]
    public void A_hostile_name_stays_one_short_file_name_in_the_folder(string tenant)
    {
        var path = At(tenant, ("XDG_STATE_HOME", "/s"), ("HOME", "/h"));
        var folder = Path.GetDirectoryName(At("contoso", ("XDG_STATE_HOME", "/s"), ("HOME", "/h")));
        Assert.Equal(folder, Path.GetDirectoryName(Path.GetFullPath(path)));
        var name = Path.GetFileName(path);
        Assert.EndsWith(".journal.jsonl", name, StringComparison.Ordinal);
        Assert.True(name.Length <= 200, "a long name");
        Assert.All(name, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_'));
        Assert.False(name[0] == '.');

        // Windows takes nul.anything for a device: whatever is written there is gone.
        Assert.DoesNotContain(name.Split('.')[0], Reserved);
    }

    [Theory]
    [InlineData("contoso.onmicrosoft.com", "fabrikam.onmicrosoft.com")]
    [InlineData("a/b", "a\\b")]
    [InlineData("a_b", "a/b")]
    [InlineData("a_002fb", "a/b")]
    [InlineData("a.b", "a_002eb")]
    [InlineData(".a", "_002ea")]
    [InlineData("", "tenant")]
    [InlineData(" ", "tenant")]
    [InlineData("kontoso", "\u212Aontoso")]
    [InlineData("contoso\u00e5", "contoso\u212B")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("contoso", "contoso\0")]
    public void Two_names_never_give_one_file(string one, string other) => Assert.NotEqual(At(one), At(other));

    [Fact]
    public void Two_long_names_that_differ_only_at_their_end_never_give_one_file()
    {
        Assert.NotEqual(At(new string('a', 200) + "1"), At(new string('a', 200) + "2"));
        Assert.NotEqual(At(new string('\u6771', 40) + "\u4eac"), At(new string('\u6771', 40) + "\u5317"));
        Assert.NotEqual(At(new string('a', 120)), At(new string('a', 121)));
    }

    [Fact]
    public void One_tenant_is_one_file_however_its_domain_is_typed() => Assert.Equal(At("contoso.onmicrosoft.com"), At(" Contoso.OnMicrosoft.COM "));

    [Property(MaxTest = 2000)]
    public void No_two_names_share_a_file_unless_they_differ_only_in_case_or_outer_space(string? one, string? other, bool mixed)
    {
        var left = one ?? "";
        var right = mixed ? left + (other ?? "") : other ?? "";
        if (string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            // The rare pair that is one name: any other differs from it.
            right = left.Trim() + "x";
        }

        Assert.NotEqual(At(left), At(right));
    }

    [Fact]
    public void A_journal_can_be_begun_under_every_hostile_name()
    {
        using var folder = new TemporaryFolder();
        foreach (var tenant in Hostile)
        {
            var path = JournalLocation.Default(tenant, name => name == "XDG_STATE_HOME" ? folder.Path : null);
            var journal = new JournalFile(path);
            journal.EnsureWritable();
            journal.Append(JournalRecords.Numbered(0));
            Assert.NotEmpty(new JournalFile(path).Read());
        }
    }

    private static string At(string tenant, params (string Name, string Value)[] environment) =>
        JournalLocation.Default(tenant, name => environment.FirstOrDefault(pair => pair.Name == name).Value);
}
