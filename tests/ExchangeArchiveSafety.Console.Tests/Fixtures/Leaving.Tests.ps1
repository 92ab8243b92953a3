# Ends the console while it runs, for the tests of the runner. Not a test of the module.
Describe 'Leaving' {
    It 'never comes to an end' {
        Write-Host 'good-bye'
        [Environment]::Exit(0)
    }
}
