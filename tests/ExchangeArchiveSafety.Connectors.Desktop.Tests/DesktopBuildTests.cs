using System.Runtime.Versioning;
using Xunit;

namespace ExchangeArchiveSafety.Connectors.Tests;

/// <summary>Guards that these tests run what they say they run.</summary>
public class DesktopBuildTests
{
    [Theory]
    [InlineData(typeof(GraphConnector))]
    [InlineData(typeof(MailItem))]
    public void The_tests_run_on_the_builds_for_Windows_PowerShell(Type type)
    {
        var target = type.Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), inherit: false).Cast<TargetFrameworkAttribute>().Single();
        Assert.Equal(".NETStandard,Version=v2.0", target.FrameworkName);
    }
}
