using System.Reflection;

namespace ExchangeArchiveSafety.Duplicates;

/// <summary>Which requests the module answers on Windows PowerShell, where all modules share one place for assemblies.</summary>
public class DependencyRequestTests
{
    private const string Token = ", Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51";

    [Theory]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "module/ExchangeArchiveSafety.Core.dll", true)]
    [InlineData("System.Text.Json, Version=6.0.0.0" + Token, "module/dependencies/Other.dll", true)]
    [InlineData("system.text.json" + Token, "module/ExchangeArchiveSafety.dll", true)]
    [InlineData("System.Text.Json, Version=9.0.0.0" + Token, "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a", "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6", "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json.More, Version=8.0.0.6" + Token, "module/ExchangeArchiveSafety.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "modules/Other.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "module2/Other.dll", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, "", false)]
    [InlineData("System.Text.Json, Version=8.0.0.6" + Token, null, false)]
    public void Only_our_own_requests_are_answered_and_never_with_something_older(string requested, string? requester, bool answered)
    {
        var module = Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(StagedModule.Manifest)!, "net8.0", "ExchangeArchiveSafety.dll"));
        var rule = module.GetType("ExchangeArchiveSafety.Loading.DependencyRequest", throwOnError: true)!.GetMethod("IsAnsweredBy")!;
        var answer = rule.Invoke(null, [new AssemblyName(requested), requester, Path.GetFullPath("module"), new AssemblyName("System.Text.Json, Version=8.0.0.6" + Token)]);
        Assert.Equal(answered, answer);
    }
}
