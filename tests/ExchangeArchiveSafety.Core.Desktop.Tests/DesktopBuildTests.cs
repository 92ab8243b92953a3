using System.Runtime.Versioning;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Guards that these tests run what they say they run.</summary>
public class DesktopBuildTests
{
    [Fact]
    public void The_tests_run_on_the_build_for_Windows_PowerShell()
    {
        var target = typeof(ConflictAnalyzer).Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), inherit: false).Cast<TargetFrameworkAttribute>().Single();
        Assert.Equal(".NETStandard,Version=v2.0", target.FrameworkName);
    }
}
